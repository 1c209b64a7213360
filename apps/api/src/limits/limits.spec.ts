import { readFileSync } from 'node:fs';
import { projectFile } from '@baikoo/database';
import { readConfiguration } from '@baikoo/installation';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  getIntrospectionQuery,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from 'graphql';
import { honestQuestions } from '../../../../test/support/honest-questions.js';
import { Costs } from './cost.js';
import { costOfQuestion } from './costs-of-questions.js';
import { QuestionLimits } from './exceeded.js';
import { measureDocument } from './measure-document.js';

const schema: GraphQLSchema = buildSchema(readFileSync(projectFile('docs/schema.graphql'), 'utf8'));
const { limits } = readConfiguration({ LOG_LEVEL: 'silent' }).serving;
const questions = new QuestionLimits(limits);

/** The limit that a question goes beyond, or `served`; asked of a new installation unless one is named. */
function ask(text: string, variables: Record<string, unknown> = {}, of = new QuestionLimits(limits)) {
  const document = parse(text);
  const refused = of.find({ schema, document, operation: getOperationAST(document)!, variables }, 'en');
  return refused ? { code: refused.extensions['code'], ...refused.told, said: refused.message } : 'served';
}
const codeOf = (...asked: Parameters<typeof ask>) => {
  const answer = ask(...asked);
  return typeof answer === 'string' ? answer : answer.code;
};

describe('a question is refused before it is carried out', () => {
  test('when it goes too deep, also through fragments, with the limit and what was found', () => {
    const nest = (levels: number, leaf: string) => `${'a { '.repeat(levels)}${leaf}${' }'.repeat(levels)}`;
    expect(ask(`{ ${nest(15, 'b')} }`)).toEqual({
      ...{ code: 'TOO_DEEP', limit: 15, found: 16 },
      said: 'The question goes 16 levels deep; 15 are allowed. Ask for less at once.',
    });
    expect(codeOf(`{ ${nest(8, '...F')} } fragment F on A { ${nest(7, 'b')} }`)).toBe('TOO_DEEP');
  });
  test('when it renames too much, each spread of a fragment counting', () => {
    const ten = Array.from({ length: 10 }, (_, i) => `a${i}: personId`).join(' ');
    expect(codeOf(`{ me { ...T } } fragment T on Me { ${ten} }`)).toBe('served');
    expect(ask(`{ me { ...T ...T ...T ...T } } fragment T on Me { ${ten} }`)).toMatchObject({
      ...{ code: 'TOO_MANY_ALIASES', limit: 30, found: 40 },
    });
  });
  test('when it asks too many questions at once, or has too many directives', () => {
    expect(ask(`{ ${'__typename '.repeat(21)} }`)).toMatchObject({ code: 'TOO_MANY_ROOT_FIELDS', found: 21 });
    const directives = '@include(if: true) '.repeat(31);
    expect(ask(`{ __typename ${directives} }`)).toMatchObject({ code: 'TOO_MANY_DIRECTIVES', found: 31 });
  });
  test('when its variables are too large or nested more deeply than a stack holds', () => {
    const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as unknown;
    expect(ask('{ me { personId } }', { deep })).toMatchObject({ code: 'VARIABLES_TOO_LARGE' });
    const nested = JSON.parse(`${'{"a":'.repeat(12)}1${'}'.repeat(12)}`) as unknown;
    expect(ask('{ me { personId } }', { nested })).toMatchObject({ code: 'VARIABLES_TOO_DEEP', found: 13 });
    const wide = { text: 'ы'.repeat(2 ** 18) };
    expect(ask('{ me { personId } }', wide)).toMatchObject({ code: 'VARIABLES_TOO_LARGE', limit: 2 ** 19 });
  });
  test('when a bomb of fragments stands for more than can be counted', () => {
    const names = Array.from({ length: 40 }, (_, i) => i);
    const bomb = names.map((i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ');
    const text = `{ ...F0 } ${bomb} fragment F40 on Query { me { personId } }`;
    expect(validate(schema, parse(text))).toEqual([]);
    const began = performance.now();
    expect(['TOO_MANY_ROOT_FIELDS', 'TOO_COSTLY']).toContain(codeOf(text));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('the cost of a question', () => {
  const measures = (first: string | number) =>
    `query ($first: Int) { measures(first: ${first}) { nodes { id titles { ky ru en } responsible { id names { en } }
      fundingLines { id } } } }`;
  const cheap = () => new QuestionLimits({ ...limits, cost: 1_000 });

  test('grows with the pages that it asks for, as number or as variable', () => {
    expect(codeOf(measures(5), {}, cheap())).toBe('served');
    expect(codeOf(measures(200), {}, cheap())).toBe('TOO_COSTLY');
    const one = cheap();
    expect(codeOf(measures('$first'), { first: 5 }, one)).toBe('served');
    expect(codeOf(measures('$first'), { first: 200 }, one)).toBe('TOO_COSTLY');
  });
  test('is not taken from another question that could not be carried out', () => {
    const of = new QuestionLimits({ ...limits, cost: 500 });
    const document = parse(
      'query ($first: Int, $id: ID!) { measures(first: $first, planId: $id) { nodes { id titles { en } } } }',
    );
    const asked = { schema, document, operation: getOperationAST(document)! };
    expect(of.find({ ...asked, variables: { first: 200 } }, 'en')).toBeUndefined();
    expect(of.find({ ...asked, variables: { first: ['200'], id: 'a' } }, 'en')).toBeUndefined();
    expect(of.find({ ...asked, variables: { first: 200, id: 'a' } }, 'en')?.extensions['code']).toBe('TOO_COSTLY');
  });
  test('multiplies for lists in lists', () => {
    const nested = '{ cycles(first: 200) { nodes { submissions(first: 200) { id remarks { text } } } } }';
    expect(codeOf(nested)).toBe('TOO_COSTLY');
  });
  test('is high for reports: some may be asked for at once, not forty', () => {
    const reports = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `r${i}: monitoringReport(cycleId: "c${i}") { html }`).join(' ')} }`;
    expect(codeOf(reports(4))).toBe('served');
    expect(ask(reports(10))).toMatchObject({ code: 'TOO_COSTLY', limit: 100_000 });
  });
  test('is declared for every question of the schema and for nothing else', () => {
    const questions = [schema.getQueryType()!, schema.getSubscriptionType()!].flatMap((type) =>
      Object.keys(type.getFields()),
    );
    expect(questions.filter((name) => costOfQuestion(name) === undefined)).toEqual([]);
    expect(costOfQuestion('toString')).toBeUndefined();
  });
  test('is high where histories are read: some trails may be asked for at once, not twenty', () => {
    const trails = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `t${i}: auditTrail(kind: PLAN, id: "p${i}", first: 200) { nodes { what } }`).join(' ')} }`;
    const of = new QuestionLimits({ ...limits, cost: 10_000 });
    expect([codeOf(trails(5), {}, of), codeOf(trails(20), {}, of)]).toEqual(['served', 'TOO_COSTLY']);
  });
  test('leaves out what is not asked for', () => {
    const text =
      'query ($with: Boolean!) { measures(first: 200) { nodes { id titles @include(if: $with) { ky ru en } } } }';
    const of = new QuestionLimits({ ...limits, cost: 500 });
    expect([codeOf(text, { with: true }, of), codeOf(text, { with: false }, of)]).toEqual(['TOO_COSTLY', 'served']);
  });
});

describe('the limits of a new installation', () => {
  const measured = honestQuestions(schema).flatMap(({ document, words }) =>
    document.definitions
      .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => ({
        ...measureDocument(document, operation),
        ...{ tokens: words, cost: new Costs().of(schema, document, operation) },
      })),
  );
  test.each(['tokens', 'depth', 'cost', 'aliases', 'rootFields', 'directives'] as const)(
    'let through twice the largest question that our own papers, programs and specs ask, by %s',
    (measure) => {
      const largest = Math.max(...measured.map((each) => each[measure]));
      expect(measured.length).toBeGreaterThan(100);
      expect(largest).toBeGreaterThan(0);
      expect([largest, limits[measure] >= 2 * largest]).toEqual([largest, true]);
    },
  );
});

test('GraphiQL may ask for the whole schema', () => {
  const document = parse(getIntrospectionQuery({ inputValueDeprecation: true }), { maxTokens: limits.tokens });
  const asked = { schema, document, operation: getOperationAST(document)!, variables: {} };
  expect(questions.find(asked, 'en')).toBeUndefined();
});

test('refuses in the language of who asks', () => {
  const document = parse(`{ ${'__typename '.repeat(21)} }`);
  const asked = { schema, document, operation: getOperationAST(document)!, variables: {} };
  expect(questions.find(asked, 'ru')?.message).toBe('Вопросов в одном запросе: 21, допускается 20.');
  expect(questions.find(asked, 'ky')?.message).toContain('21');
});
