import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { pageSize } from '@baikoo/edge';
import { costOfQuestion } from './costs-of-questions.js';

/** What a list without a page holds, as far as a guess goes: within something else, and at the root. */
const ROWS_WITHIN = 10;
const ROWS_AT_ROOT = 100;
/** Selections that are looked at, fragments as often as they are spread: more of them are beyond any limit. */
const MOST_SELECTIONS = 10_000;
/** Costs that are remembered for one operation: as many as there are page sizes in use. */
const MOST_REMEMBERED = 100;

/**
 * What an operation costs: the values that its answer may hold, with pages as large as they were asked for, and for each
 * question what beginning to answer it takes (`costs-of-questions.ts`).
 */
export class Costs {
  readonly #known = new WeakMap<OperationDefinitionNode, { names: readonly string[]; costs: Map<string, number> }>();

  /** Infinity for what is too much to be counted; 0 for what graphql-js will refuse anyway. */
  of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> = {},
  ): number {
    let known = this.#known.get(operation);
    if (!known) this.#known.set(operation, (known = { names: decisiveVariables(document), costs: new Map() }));
    const { names, costs } = known;
    const key = JSON.stringify(names.map((name) => variables[name]));
    const before = costs.get(key);
    if (before !== undefined) return before;
    try {
      const cost = estimate(schema, document, operation, variables);
      if (costs.size >= MOST_REMEMBERED) costs.clear();
      costs.set(key, cost);
      return cost;
    } catch (fault) {
      if (!(fault instanceof GraphQLError)) throw fault;
      // Not remembered: another variable may be at fault, and the next question may not have it.
      return fault.message.includes('number of nodes') ? Infinity : 0;
    }
  }
}

const estimate = (
  schema: GraphQLSchema,
  query: DocumentNode,
  { name }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number =>
  getComplexity({
    ...{ schema, query, variables: { ...variables }, estimators: [costOfField], maxQueryNodes: MOST_SELECTIONS },
    ...(name && { operationName: name.value }),
  });

function costOfField({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  if (field.name.startsWith('__')) return 0;
  const own = (isRoot(type) ? costOfQuestion(field.name) : undefined) ?? 1;
  if (isLeafType(getNamedType(field.type))) return own;
  const first = args['first'] as number | null | undefined;
  if (field.args.some(({ name }) => name === 'first')) return own + pageSize(first) * childComplexity;
  if (!isListType(getNullableType(field.type)) || isPage(type)) return own + childComplexity;
  return own + (isRoot(type) ? ROWS_AT_ROOT : ROWS_WITHIN) * childComplexity;
}

/** The rows of a page were counted where its size was said. */
const isPage = (type: GraphQLCompositeType): boolean => isObjectType(type) && 'pageInfo' in type.getFields();

const isRoot = ({ name }: GraphQLCompositeType): boolean =>
  name === 'Query' || name === 'Mutation' || name === 'Subscription';

/** Variables on which a cost may depend: sizes of pages, and what leaves fields out. */
function decisiveVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (value.kind === Kind.VARIABLE && (name.value === 'first' || name.value === 'if')) names.add(value.name.value);
    },
  });
  return [...names];
}
