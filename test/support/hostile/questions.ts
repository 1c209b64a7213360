import { expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { HOSTILE_TEXTS, hostileQuestions } from '../hostile-texts.js';
import { codeOf, type HostileClient } from './client.js';

/** Questions that inject, that never end, and that are sent again. */
export function specifyHostileQuestions(client: HostileClient, schema: () => GraphQLSchema): void {
  const { question } = client;

  test.each(['query', 'mutation'] as const)('with texts that inject, in every %s of the schema', async (operation) => {
    const root = operation === 'query' ? schema().getQueryType()! : schema().getMutationType()!;
    // Each text meets many fields, and each field some of the texts: by a fixed step, the same in every run.
    for (const shift of operation === 'query' ? [0, 3, 10, 17] : [0, 7])
      for (const each of hostileQuestions(
        operation,
        root,
        (nth) => HOSTILE_TEXTS[(nth + shift) % HOSTILE_TEXTS.length]!,
      ))
        expect((await question(each, shift % 2 === 0 ? 'demo-auditor' : undefined)).text).not.toBe('');
  });

  test('with questions that are malformed, endless, deep, wide or circular', async () => {
    const many = (count: number, of: (nth: number) => string) =>
      Array.from({ length: count }, (_, i) => of(i)).join(' ');
    const cases: readonly (readonly [string, string])[] = [
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['\u0000', 'GRAPHQL_PARSE_FAILED'],
      ['{ me { personId } } }}}', 'GRAPHQL_PARSE_FAILED'],
      [`{ ${'me { '.repeat(30_000)}`, 'TOO_LONG'],
      [`{ ${many(2_000, (i) => `a${i}: __typename`)} }`, 'TOO_LONG'],
      [`{ ${many(40, (i) => `a${i}: __typename`)} }`, 'TOO_MANY_ALIASES'],
      [`{ ${'__typename '.repeat(25)} }`, 'TOO_MANY_ROOT_FIELDS'],
      [`{ __typename ${'@include(if: true) '.repeat(40)} }`, 'GRAPHQL_VALIDATION_FAILED'],
      ['{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
      [
        `{ ...F0 } ${many(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { me { role } }`,
        'TOO_MANY_ROOT_FIELDS',
      ],
      [`{ ${many(10, (i) => `r${i}: monitoringReport(cycleId: "c") { html }`)} }`, 'TOO_COSTLY'],
      ['{ cycles(first: 200) { nodes { submissions(first: 200) { id items { id } } } } }', 'TOO_COSTLY'],
      [
        '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
      ['subscription { cycleProgress(cycleId: "x") { position } }', ''],
      ['{ nobodyKnowsThis }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ plan(id: {a: 1}) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ];
    for (const [query, code] of cases) {
      const answer = await question({ query }, 'demo-auditor');
      if (!code) continue;
      expect([query.slice(0, 60), codeOf(answer)]).toEqual([query.slice(0, 60), code]);
      expect(answer.text).toMatch(/[а-я]/i);
    }
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = `{"query":"query ($id: ID!) { plan(id: $id) { id } }","variables":{"id":${deep}}}`;
    expect(codeOf(await question(body, 'demo-auditor'))).toMatch(/^VARIABLES_TOO_/);
  });

  test('by sending one command again, whoever sends it', async () => {
    const query = `mutation ($input: AcceptReportInput!) { acceptReport(input: $input) { __typename ... on Refusal { code } } }`;
    const input = { commandId: 'replayed-command-1', cycleId: 'no-such-cycle', organisationId: 'nobody' };
    for (const person of ['demo-auditor', 'demo-auditor', 'demo-secretariat', 'demo-secretariat', undefined])
      expect((await question({ query, variables: { input } }, person)).text).toContain('Refusal');
  });
}
