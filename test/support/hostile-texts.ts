import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** What hostile clients put where a text, an id or a filter is expected. */
export const HOSTILE_TEXTS = [
  `'; drop table record.event; --`,
  `" or 1=1 --`,
  `') union all values (1,2,3) --`,
  '{"$gt":""}',
  '{{constructor.constructor("return process")()}}',
  '${7*7}',
  '<script>alert(1)</script>',
  'a\r\nset-cookie: owned=1',
  'null\u0000byte',
  '\u202Eright to left\u202C',
  '\uD800',
  '../../../../etc/passwd',
  '%2e%2e%2f%00',
  '__proto__',
  '٣٤٥',
  'я'.repeat(5_000),
  '🦊'.repeat(300),
  '-1',
  '9'.repeat(400),
  '2026-02-30T99:99:99Z',
] as const;

/** A value of an input type with a text in every place that takes one. */
function valueOf(type: GraphQLInputType, text: string, depth = 0): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, text, depth);
  if (isListType(type)) return depth > 4 ? [] : [valueOf(type.ofType, text, depth + 1)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type, text, depth + 1)]),
    );
  const other: Readonly<Record<string, unknown>> = { Int: -2_147_483_648, Float: 1e308, Boolean: true };
  return other[type.name] ?? text;
}

/** A question of each field of a root type, with a hostile text in every argument that can hold one. */
export function hostileQuestions(
  operation: 'query' | 'mutation',
  root: GraphQLObjectType,
  textOf: (nth: number) => string,
): { readonly query: string; readonly variables: object }[] {
  return Object.values(root.getFields()).map(({ name, args, type }, nth) => {
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const selection = isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
    const [head, call] = args.length > 0 ? [`(${declared})`, `(${given})`] : ['', ''];
    const variables = Object.fromEntries(
      args.map((arg: GraphQLArgument) => [arg.name, valueOf(arg.type, textOf(nth))]),
    );
    return { query: `${operation}${head} { ${name}${call}${selection} }`, variables };
  });
}
