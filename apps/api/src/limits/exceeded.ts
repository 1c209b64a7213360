import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Limits } from '@baikoo/installation';
import type { Language } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { Costs } from './cost.js';
import { type DocumentMeasures, measureDocument } from './measure-document.js';
import { measureVariables } from './measure-variables.js';

/** Codes for programs: which limit a question goes beyond. */
export type LimitCode =
  | 'TOO_DEEP'
  | 'TOO_COSTLY'
  | 'TOO_LONG'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'TOO_MANY_ROOT_FIELDS'
  | 'TOO_MANY_SUBSCRIPTIONS'
  | 'VARIABLES_TOO_DEEP'
  | 'VARIABLES_TOO_LARGE';

/** A question that is not looked at any further, with what it was measured by. `found` may be a lower bound. */
export class LimitExceeded extends GraphQLError {
  readonly told: { readonly limit: number; readonly found: number };

  constructor(code: LimitCode, limit: number, found: number, language: Language) {
    // What cannot be counted is told as the first number beyond the limit.
    const told = Number.isFinite(found) ? found : limit + 1;
    super(translatorFor(language).say(`fault.${code}`, { limit, found: told }), {
      extensions: { code, limit, found: told, http: { status: 400 } },
    });
    this.told = { limit, found: told };
  }
}

type Question = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
};

/**
 * Measures questions against limits before anything of them is carried out. What follows from the text alone is kept
 * with the parsed document, which Apollo Server keeps too: a question that is asked again costs one look-up.
 */
export class QuestionLimits {
  readonly #measured = new WeakMap<OperationDefinitionNode, DocumentMeasures>();
  readonly #costs = new Costs();

  constructor(readonly limits: Limits) {}

  /** The first limit that the question goes beyond. */
  find({ schema, document, operation, variables }: Question, language: Language): LimitExceeded | undefined {
    const { limits } = this;
    const beyond = (code: LimitCode, limit: number, found: number) =>
      found > limit ? new LimitExceeded(code, limit, found, language) : undefined;
    const { bytes, depth } = measureVariables(variables);
    const measures = this.#measure(document, operation);
    return (
      beyond('VARIABLES_TOO_LARGE', limits.variablesBytes, bytes) ??
      beyond('VARIABLES_TOO_DEEP', limits.variablesDepth, depth) ??
      beyond('TOO_DEEP', limits.depth, measures.depth) ??
      beyond('TOO_MANY_ALIASES', limits.aliases, measures.aliases) ??
      beyond('TOO_MANY_ROOT_FIELDS', limits.rootFields, measures.rootFields) ??
      beyond('TOO_MANY_DIRECTIVES', limits.directives, measures.directives) ??
      beyond('TOO_COSTLY', limits.cost, this.#costs.of(schema, document, operation, variables ?? {}))
    );
  }

  #measure(document: DocumentNode, operation: OperationDefinitionNode): DocumentMeasures {
    let measures = this.#measured.get(operation);
    if (!measures) this.#measured.set(operation, (measures = measureDocument(document, operation)));
    return measures;
  }
}

/** graphql-js stops reading at a number of words and signs, and says so in English. */
export const isTooLong = ({ message }: Error): boolean => /more tha[nt] \d+ tokens/.test(message);
