import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { execute, type ExecutionArgs, type ExecutionResult, type FormattedExecutionResult } from 'graphql';
import { type Database, watchStatements } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { findStanding } from '@baikoo/projections';
import { AnswerMemory, type Answered, type Asked, keyOf } from './answer-memory.js';
import { impersonal } from './impersonal.js';
import { type WayOfAnswering, WaysOfAnswering } from './way-of-answering.js';

/** An installation uses both; the benchmark shows what each is worth. */
export type AnswerOptions = { readonly compiled: boolean; readonly remembered: boolean };

/** Answers one question for a caller: the JSON of its data, or undefined unless everything went well. */
type Answering = (caller: Caller) => Promise<string | undefined>;

/**
 * Answers queries by compiled operations, and from memory what was answered before over the same state of the read
 * models that it was read from. Whatever does not go well is left to Apollo Server and graphql-js: errors, their paths and codes are always
 * those of the reference implementation. Mutations are none of its business.
 */
export function answersPlugin(db: Database, options: AnswerOptions): ApolloServerPlugin {
  const memory = new AnswerMemory();
  let ways: WaysOfAnswering | undefined;
  return {
    serverWillStart: async ({ schema }) => void (ways = new WaysOfAnswering(schema)),
    requestDidStart: async () => ({
      responseForOperation: async ({
        document,
        operation,
        schema,
        request,
        contextValue,
        queryHash,
        operationName,
      }) => {
        if (!document || operation?.operation !== 'query' || !ways) return null;
        const caller = contextValue as Caller;
        const { variables } = request;
        const way = ways.of(document, operation);
        const compiled = options.compiled ? compiledAnswer(way, variables) : undefined;
        const asked = { queryHash: queryHash!, operationName: operationName ?? null, variables };
        const key = options.remembered && way.rememberable ? keyOf(asked, caller) : undefined;
        const plain = () => plainAnswer({ schema, document, operationName, variableValues: variables });
        const json =
          key === undefined ? await compiled?.(caller) : await remembered(memory, db, key, caller, compiled ?? plain());
        if (json === undefined) return null;
        return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: asResult(json) } };
      },
    }),
  };
}

function remembered(memory: AnswerMemory, db: Database, key: string, caller: Caller, answering: Answering) {
  const standing = caller.standing!;
  const make = async (): Promise<Answered | undefined> => {
    const watched = impersonal(caller);
    const { result: json, texts } = await watchStatements(() => answering(watched.caller));
    return json === undefined
      ? undefined
      : { json, personal: watched.isPersonal(), tables: standing.tablesNamedIn(texts) };
  };
  return memory.answer(key, standing, make, () => findStanding(db));
}

function compiledAnswer(way: WayOfAnswering, variables: Asked['variables']): Answering | undefined {
  const compiled = way.compiled();
  return compiled && (async (caller) => jsonOf(await compiled({}, caller, variables)));
}

const plainAnswer =
  (question: ExecutionArgs): Answering =>
  async (contextValue) =>
    jsonOf(await execute({ ...question, contextValue }));

const jsonOf = ({ data, errors }: ExecutionResult): string | undefined =>
  errors?.length || !data ? undefined : JSON.stringify(data);

/** What is JSON already travels in the place of the data, and is not parsed only to be written again. */
const JSON_OF_DATA = Symbol('JSON of the data');

const asResult = (json: string): FormattedExecutionResult => ({ data: { [JSON_OF_DATA]: json } });

/** How Apollo Server is to write results. */
export function writeResult(value: FormattedExecutionResult): string {
  const data = value.data as { readonly [JSON_OF_DATA]?: string } | null | undefined;
  const json = data?.[JSON_OF_DATA];
  return json === undefined ? JSON.stringify(value) : `{"data":${json}}`;
}
