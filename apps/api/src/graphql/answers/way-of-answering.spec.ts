import {
  GraphQLObjectType,
  type GraphQLFieldConfig,
  GraphQLSchema,
  GraphQLString,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { describe, expect, test } from '@jest/globals';
import { WaysOfAnswering } from './way-of-answering.js';

const marked = { fromReadModels: true };
const property: GraphQLFieldConfig<unknown, unknown> = { type: GraphQLString };
const withCode: GraphQLFieldConfig<unknown, unknown> = { type: GraphQLString, resolve: () => 'made' };
const Measure = new GraphQLObjectType({
  name: 'Measure',
  fields: { id: property, overdue: { ...withCode, extensions: marked }, history: withCode },
});
const measure = { type: Measure, resolve: () => ({ id: 'a' }) };
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: { measure: { ...measure, extensions: marked }, audited: measure, root: { ...property, extensions: {} } },
  }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: { change: { ...measure, extensions: marked } } }),
});

const wayOf = (text: string) => {
  const document = parse(text);
  return new WaysOfAnswering(schema).of(document, document.definitions[0] as OperationDefinitionNode);
};

describe('an answer may be remembered', () => {
  test.each([
    '{ measure { id } }',
    '{ measure { __typename id overdue } __typename }',
    'query Q { measure { ...F } } fragment F on Measure { id overdue }',
  ])('of %s', (text) => expect(wayOf(text).rememberable).toBe(true));
  test.each([
    ['a query without the mark', '{ audited { id } }'],
    ['a root field that is only a property', '{ root }'],
    ['a field that runs code without the mark', '{ measure { history } }'],
    ['such a field behind a fragment', '{ measure { ...F } } fragment F on Measure { history }'],
    ['such a field beside a marked one', '{ measure { id } audited { id } }'],
    ['the schema itself', '{ __schema { description } }'],
    ['a mutation', 'mutation { change { id } }'],
  ])('but not of %s', (_what, text) => expect(wayOf(text).rememberable).toBe(false));
});

test('an operation is compiled when it was asked often enough, and answers like any other', async () => {
  const way = wayOf('query Q($with: Boolean!) { measure { id overdue @include(if: $with) } }');
  expect([way.compiled(), way.compiled()]).toEqual([undefined, undefined]);
  const compiled = way.compiled()!;
  expect(await compiled({}, {}, { with: false })).toEqual({ data: { measure: { id: 'a' } } });
  expect(await compiled({}, {}, { with: true })).toEqual({ data: { measure: { id: 'a', overdue: 'made' } } });
  expect(await compiled({}, {}, {})).toMatchObject({ errors: [expect.anything()] });
});
