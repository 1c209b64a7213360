import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';

/** The name of the function that NestJS gives to each field which is a property and nothing else. */
const OF_NESTJS = 'rootFieldResolver';

/**
 * Takes the resolvers away that only read a property: GraphQL does that by itself and quicker, and what is left tells
 * where code of ours runs. Whether one does only that is tried out, not believed.
 */
export function withPlainProperties(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (isPlain(field)) delete field.resolve;
  }
  return schema;
}

function isPlain({ name, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve?.name !== OF_NESTJS) return false;
  const read = resolve as (source: object) => unknown;
  const value = {};
  return read({ [name]: value }) === value && read({}) === undefined;
}
