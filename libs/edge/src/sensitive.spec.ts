import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType, Kind, parse } from 'graphql';
import { askedOf, idToKeep } from './sensitive.js';

const schema = buildSchema(`
  scalar Date
  enum Kind { PLAN MEASURE }
  input Span { from: Date, note: String, ids: [ID!] }
  type Thing { id: ID owner: Owner }
  type Owner { id: ID name: String }
  type Query {
    thing(id: ID, kind: Kind, first: Int, text: String, on: Date, span: Span): Thing
    person(id: ID!): Thing
    file: Thing
  }`);
const root = schema.getQueryType()!;
root.getFields()['person']!.extensions = { sensitive: 'PERSONAL' };
(schema.getType('Owner') as GraphQLObjectType).getFields()['name']!.extensions = { sensitive: 'PERSONAL' };
root.getFields()['file']!.extensions = { sensitive: 'EXPORT' };

function asked(query: string, variables = {}) {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return askedOf(schema, root, document, operation, variables);
}

describe('what is kept of a question', () => {
  test('is the field and its ids, words of the schema, dates and numbers', () =>
    expect(asked('{ it: thing(id: "plan-1", kind: PLAN, first: 5, on: "2026-01-01") { id } }').asked).toEqual([
      { field: 'thing', arguments: { id: 'plan-1', kind: 'PLAN', first: 5, on: '2026-01-01' } },
    ]));
  test('never free text, also not inside an input, and nothing that only passes for an id', () =>
    expect(
      asked('query ($s: Span) { thing(id: "aibek@example.kg", text: "Aibek", span: $s) { id } }', {
        s: { from: '2026-01-01', note: 'Aibek', ids: ['a', '+996 555 123456'] },
      }).asked,
    ).toEqual([{ field: 'thing', arguments: { id: '…', span: { from: '2026-01-01', ids: ['a', '…'] } } }]));
  test('holds numbers with commas between them, and no names', () =>
    expect(['300,484', 'Asanova,Aibek'].map(idToKeep)).toEqual(['300,484', '…']));
  test('holds also what fragments ask', () =>
    expect(
      asked('{ ...more ... on Query { file { id } } } fragment more on Query { thing(id: "a") { id } }').asked.map(
        ({ field }) => field,
      ),
    ).toEqual(['thing', 'file']));
  test('is without arguments where variables do not fit: such a question is refused anyway', () =>
    expect(asked('query ($id: ID!) { person(id: $id) { id } }').asked).toEqual([{ field: 'person', arguments: {} }]));
  test('is only what it is when a variable is of another kind than its type', () =>
    expect(asked('query ($n: Int) { thing(first: $n) { id } }', { n: { name: 'Aibek' } }).asked).toEqual([
      { field: 'thing', arguments: { first: '…' } },
    ]));
});

describe('how sensitive a question is', () => {
  test('is that of its most sensitive field', () =>
    expect(
      ['{ thing { id } }', '{ thing { id } file { id } }', '{ file { id } person(id: "a") { id } }'].map(
        (query) => asked(query).sensitivity,
      ),
    ).toEqual([undefined, 'EXPORT', 'PERSONAL']));
  test('is found at any depth, and behind fragments', () =>
    expect(
      [
        '{ thing { owner { id } } }',
        '{ file { owner { name } } }',
        '{ thing { ...whose } } fragment whose on Thing { owner { ... on Owner { name } } }',
      ].map((query) => asked(query).sensitivity),
    ).toEqual([undefined, 'PERSONAL', 'PERSONAL']));
});
