import { Extensions } from '@nestjs/graphql';
import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AskedField } from './ports.js';

const MARK = 'sensitive';

/** PERSONAL: the answer holds data about people. EXPORT: it is taken out as a file or a bundle. */
export type Sensitivity = 'PERSONAL' | 'EXPORT';

/** Marks a query whose every reading is kept, whoever reads: see `ReadLog`. */
export const Sensitive = (kind: Sensitivity): MethodDecorator & PropertyDecorator => Extensions({ [MARK]: kind });

export type AskedOfRoot = { readonly asked: readonly AskedField[]; readonly sensitivity: Sensitivity | undefined };

/** What an operation asks at its root, in the words of the schema, with whatever of its arguments may be kept. */
export function askedOf(
  root: GraphQLObjectType,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): AskedOfRoot {
  const fields = root.getFields();
  const asked: AskedField[] = [];
  const found = new Set<unknown>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = document.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) walk(fragment.selectionSet);
      } else {
        const field = fields[selection.name.value];
        if (!field) continue;
        found.add(field.extensions[MARK]);
        asked.push({ field: field.name, arguments: argumentsOf(field, selection, variables) });
      }
    }
  };
  walk(operation.selectionSet);
  return { asked, sensitivity: found.has('PERSONAL') ? 'PERSONAL' : found.has('EXPORT') ? 'EXPORT' : undefined };
}

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

/** An id, date or number as it is; in place of anything else, which might name somebody, a sign that it was there. */
export const idToKeep = (text: string): string => (/^[A-Za-z0-9.:_/|+-]{1,200}$/.test(text) ? text : '…');

const withoutGaps = (entries: readonly (readonly [string, unknown])[]) =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));
