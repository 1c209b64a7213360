import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

const schema = buildSchema(readFileSync('docs/schema.graphql', 'utf8'));

/** The mutation of a command: RegisterRisk is registerRisk. */
export const mutationOf = (command: string) =>
  command === 'ResolveFlag' ? 'resolveReadingFlag' : `${command[0]!.toLowerCase()}${command.slice(1)}`;

/** The command of a mutation. */
export const commandOf = (mutation: string) =>
  mutation === 'resolveReadingFlag' ? 'ResolveFlag' : `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;

export const MUTATIONS: readonly string[] = Object.keys(schema.getMutationType()!.getFields());
export const SUBSCRIPTIONS: readonly string[] = Object.keys(schema.getSubscriptionType()!.getFields());

const OF_SCALARS: Readonly<Record<string, unknown>> = {
  ...{ String: 'text', ID: 'an-id', Int: 1, Boolean: true, Date: '2026-12-31', Moment: '2026-12-31T00:00:00Z' },
  ...{ Decimal: '1', Period: '2025', Position: '1' },
};

/**
 * An input that keeps the rules of its type, by the names of its fields: `named` says what ids and the like are, whatever
 * is nullable and not named is left out.
 */
export function inputOf(command: string, named: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [argument] = schema.getMutationType()!.getFields()[mutationOf(command)]!.args;
  return valueOf(argument!.type, 'input', named) as Record<string, unknown>;
}

function valueOf(type: GraphQLInputType, name: string, named: Readonly<Record<string, unknown>>): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, named);
  if (Object.hasOwn(named, name)) return named[name];
  if (isListType(type)) return [valueOf(type.ofType, name, named)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return OF_SCALARS[type.name];
  const fields = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) || Object.hasOwn(named, field.name),
  );
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, field.name, named)]));
}

/** The input type of a command's mutation, as a variable is declared with it. */
export const inputTypeOf = (command: string) =>
  String(schema.getMutationType()!.getFields()[mutationOf(command)]!.args[0]!.type);
