import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { QUERIES, type QueryName } from '@baikoo/identity';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';

const schema = buildSchema(readFileSync('docs/schema.graphql', 'utf8'));
const questions = [schema.getQueryType()!, schema.getSubscriptionType()!].flatMap((type) =>
  Object.keys(type.getFields()),
);

describe('what each question is about', () => {
  test('is declared for every query and subscription of the schema: what is not is refused to everybody', () =>
    expect(questions.filter((name) => !Object.hasOwn(QUERIES, name))).toEqual([]));
  test('is declared for nothing that is not there', () =>
    expect(Object.keys(QUERIES).filter((name) => !questions.includes(name) && !name.includes('/'))).toEqual([]));

  test('is declared for every address that gives out domain data', async () => {
    // What answers to anybody says nothing of the domain, what takes a file in answers to its sender about that file.
    // Checkpoints, keys and hashes are for anybody, and tell nothing of what they prove.
    const proof = ['proof/checkpoint', 'proof/checkpoints', 'proof/key', 'proof/tile/*'];
    const open = [...proof, 'health', 'metrics', 'graphiql/:file', 'import/plan', 'forms/:cycleId/:organisationId'];
    const sources = (await Promise.all(['apps/api/src', 'libs'].map(controllersIn))).flat();
    const routes = sources.flatMap((source) => routesOf(source)).filter((route) => !open.includes(route));
    const nameOf = (route: string) => (route === 'forms/:cycleId/:file' ? 'forms/form' : route.replace(/\/:.*$/, ''));
    expect(routes.length).toBeGreaterThan(2);
    expect(routes.filter((route) => !Object.hasOwn(QUERIES, nameOf(route)))).toEqual([]);
  });

  test('is tried out as everybody', async () => {
    const names = await readdir('test/support');
    const matrix = await Promise.all(
      names.filter((name) => name.startsWith('access-')).map((name) => readFile(`test/support/${name}`, 'utf8')),
    );
    const text = matrix.join('\n');
    // The questions about the trail have a spec of their own.
    const asked = questions.filter((name) => !['SELF', 'TRAIL', 'PROOF'].includes(QUERIES[name as QueryName]));
    expect(asked.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });
});

describe('a field that names a person', () => {
  /** Marked with `NamesPerson`, and so refused to those who read without personal data. */
  const MARKED = [
    'AuditEntry.actorId',
    'Me.personId',
    'RecordAuthor.personId',
    'RefusedAttempt.actorId',
    'TrailLine.personId',
  ];

  test('is one of those that are marked', () => {
    const named = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(({ name, type: of }) => /person|actor/i.test(name) && String(of).startsWith('ID'))
          .map(({ name }) => `${type.name}.${name}`),
      );
    expect(named.toSorted()).toEqual(MARKED);
  });
});

/** The sources of all controllers in a folder. */
async function controllersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((name) => name.endsWith('.controller.ts'));
  return Promise.all(files.map((name) => readFile(`${folder}/${name}`, 'utf8')));
}

/** The addresses that a controller answers to. */
function routesOf(source: string): string[] {
  const base = /@Controller\('?([^')]*)'?\)/.exec(source)?.[1] ?? '';
  return [...source.matchAll(/@(?:Get|Post|Put|Patch|Delete|All)\('?([^')]*)'?\)/g)].map(([, path]) =>
    [base, path].filter(Boolean).join('/'),
  );
}
