import { Extensions } from '@nestjs/graphql';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AskedField } from './ports.js';
import { findSelected } from './selection.js';

const MARK = 'sensitive';

/** PERSONAL: the answer holds data about people. EXPORT: it is taken out as a file or a bundle. */
export type Sensitivity = 'PERSONAL' | 'EXPORT';

/** Marks a query, or a field below one, whose every reading is kept, whoever reads: see `ReadLog`. */
export const Sensitive = (kind: Sensitivity): MethodDecorator & PropertyDecorator => Extensions({ [MARK]: kind });

type Marked = { readonly extensions: Readonly<Record<string, unknown>> };

/** Whether a field of the schema holds data about people. */
export const isPersonal = ({ extensions }: Marked): boolean => extensions[MARK] === 'PERSONAL';

export type AskedOfRoot = { readonly asked: readonly AskedField[]; readonly sensitivity: Sensitivity | undefined };

/** What an operation asks at its root, in the words of the schema, with whatever of its arguments may be kept. */
export function askedOf(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): AskedOfRoot {
  const fields = root.getFields();
  const asked = selectedAtRoot(document, operation).flatMap((selection): AskedField[] => {
    const field = fields[selection.name.value];
    return field ? [{ field: field.name, arguments: argumentsOf(field, selection, variables) }] : [];
  });
  return { asked, sensitivity: sensitivityOf(schema, root, document, operation) };
}

/** Of operations that were looked at: clients ask the same ones again and again, and each is looked through to its depth. */
const known = new WeakMap<OperationDefinitionNode, Sensitivity | 'NONE'>();

function sensitivityOf(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Sensitivity | undefined {
  let sensitivity = known.get(operation);
  if (sensitivity === undefined) {
    const found = new Set<unknown>();
    const look = ({ extensions }: Marked): boolean => {
      found.add(extensions[MARK]);
      return false;
    };
    const fragments = fragmentsOf(document);
    for (const selection of selectedAtRoot(document, operation)) {
      const field = root.getFields()[selection.name.value];
      if (!field) continue;
      look(field);
      findSelected({ fieldNodes: [selection], returnType: field.type, schema, fragments }, look);
    }
    sensitivity = found.has('PERSONAL') ? 'PERSONAL' : found.has('EXPORT') ? 'EXPORT' : 'NONE';
    known.set(operation, sensitivity);
  }
  return sensitivity === 'NONE' ? undefined : sensitivity;
}

/** The fields at the root of an operation, those of its fragments too. */
function selectedAtRoot(document: DocumentNode, operation: OperationDefinitionNode): readonly FieldNode[] {
  const fragments = fragmentsOf(document);
  const walk = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      return part ? walk(part.selectionSet) : [];
    });
  return walk(operation.selectionSet);
}

const fragmentsOf = ({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> =>
  Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  );

function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  selection: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    const given = getArgumentValues(field, selection, variables);
    return withoutGaps(field.args.map(({ name, type }) => [name, keepable(type, given[name])] as const));
  } catch {
    // Variables that do not fit the schema: the question is about to be refused.
    return {};
  }
}

/** Free text may name people: of what a caller wrote only ids, words of the schema, dates, places and numbers stay. */
const KEPT_SCALARS = new Set(['ID', 'Int', 'Boolean', 'Date', 'Moment', 'Position', 'Period']);
const MOST_ENTRIES = 50;

function keepable(type: GraphQLInputType, value: unknown): unknown {
  if (value == null) return undefined;
  if (type instanceof GraphQLNonNull) return keepable(type.ofType as GraphQLInputType, value);
  if (type instanceof GraphQLList)
    return Array.isArray(value)
      ? value.slice(0, MOST_ENTRIES).map((each) => keepable(type.ofType as GraphQLInputType, each) ?? '…')
      : undefined;
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const given = value as Readonly<Record<string, unknown>>;
    return withoutGaps(
      Object.values(named.getFields()).map((field) => [field.name, keepable(field.type, given[field.name])] as const),
    );
  }
  if (!isEnumType(named) && !KEPT_SCALARS.has(named.name)) return undefined;
  // Variables are still as the client sent them: anything.
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? idToKeep(value) : '…';
}

/** An id, date or number as it is, or numbers with commas between them; in place of anything else, which might name somebody, a sign that it was there. */
export const idToKeep = (text: string): string =>
  /^([A-Za-z0-9.:_/|+-]{1,200}|[\d,]{1,200})$/.test(text) ? text : '…';

const withoutGaps = (entries: readonly (readonly [string, unknown])[]) =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));
