import {
  defaultFieldResolver,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isFromReadModels } from '@baikoo/edge';

/** How an operation of a validated document may be answered. */
export type WayOfAnswering = {
  /** Whether read models, mandate, language and day decide the answer: see `FromReadModels`. */
  readonly rememberable: boolean;
  /** The operation as a function; undefined while it is asked too rarely to be worth it, or where it cannot be. */
  compiled(): CompiledQuery['query'] | undefined;
};

/** Compiling takes some milliseconds: worth it for what clients ask again and again, not for what is typed once. */
const ASKED_BEFORE_COMPILING = 3;
/** Operations that are kept. A client that makes up ever new ones pushes out its own. */
const MOST_OPERATIONS = 1_000;

/** The ways of answering the operations of one schema, found out once for each validated document. */
export class WaysOfAnswering {
  readonly #known = new LRUCache<OperationDefinitionNode, WayOfAnswering>({ max: MOST_OPERATIONS });

  constructor(private readonly schema: GraphQLSchema) {}

  of(document: DocumentNode, operation: OperationDefinitionNode): WayOfAnswering {
    let way = this.#known.get(operation);
    if (!way) this.#known.set(operation, (way = wayOf(this.schema, document, operation)));
    return way;
  }
}

function wayOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): WayOfAnswering {
  let asked = 0;
  let compiled: CompiledQuery['query'] | undefined;
  return {
    rememberable: isRememberable(schema, document, operation),
    compiled() {
      if (++asked === ASKED_BEFORE_COMPILING) compiled = compile(schema, document, operation);
      return compiled;
    },
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const result = compileQuery(schema, document, operation.name?.value);
  return isCompiledQuery(result) ? result.query : undefined;
}

/**
 * Only queries, and only if each field that something is done for bears the mark. All fragments of the document are
 * looked at, whether this operation spreads them or not: a document with a doubtful part is simply not remembered.
 */
function isRememberable(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): boolean {
  if (operation.operation !== OperationTypeNode.QUERY) return false;
  let rememberable = true;
  const types = new TypeInfo(schema);
  const root = schema.getQueryType();
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD](node) {
        const [parent, field] = [types.getParentType(), types.getFieldDef()];
        if (node.name.value === '__typename') return undefined;
        // A property of what a marked field answered needs no mark; whatever runs code of its own does.
        const isProperty = parent !== root && (!field?.resolve || field.resolve === defaultFieldResolver);
        if (!field || node.name.value.startsWith('__') || !(isProperty || isFromReadModels(field)))
          rememberable = false;
        return undefined;
      },
    }),
  );
  return rememberable;
}
