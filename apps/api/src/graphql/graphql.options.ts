import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { LoggerService } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLError, specifiedDirectives } from 'graphql';
import type { Database } from '@baikoo/database';
import type { Caller, ReadLog } from '@baikoo/edge';
import type { EventStore } from '@baikoo/event-store';
import { CallerResolver, InvalidToken } from '@baikoo/identity';
import { negotiateLanguage, translatorFor } from '@baikoo/languages';
import type { Configuration } from '@baikoo/installation';
import { type AnswerOptions, answersPlugin, writeResult } from './answers/answers.js';
import { withPlainProperties } from './answers/plain-properties.js';
import { AsOfDirective, asOfPlugin } from './as-of.js';
import { errorsPlugin, type Telling } from './errors.js';
import { persistedDocuments } from '../http/persisted.js';
import type { TrustedDocuments } from '../http/trusted-documents.js';
import { QuestionLimits } from '../limits/exceeded.js';
import { limitsPlugin } from '../limits/limits-plugin.js';
import { keptReadsPlugin } from './kept-reads.js';

type Headers = Record<string, string | undefined>;

/** How GraphQL is served: the caller of each request is its context, and faults are said in the caller's language. */
export function graphqlOptions(
  { mode, serving: { limits } }: Configuration,
  callers: CallerResolver,
  store: EventStore,
  db: Database,
  logger: LoggerService,
  answers: AnswerOptions,
  reads: ReadLog,
  { tell, trusted }: { readonly tell: Telling; readonly trusted: TrustedDocuments | undefined },
): ApolloDriverConfig {
  const plugins: ApolloServerPlugin[] = [
    limitsPlugin(new QuestionLimits(limits)),
    asOfPlugin(store, db),
    errorsPlugin(tell),
    keptReadsPlugin(reads, logger),
    answersPlugin(db, answers),
  ];
  return {
    driver: ApolloDriver,
    path: '/graphql',
    ...schemaOptions,
    context: ({ headers }: { headers: Headers }) => callerOf(callers, headers, logger),
    introspection: mode === 'demo',
    parseOptions: { maxTokens: limits.tokens },
    logger: {
      debug: (message: unknown) => logger.debug?.(message),
      info: (message: unknown) => logger.debug?.(message),
      warn: (message: unknown) => logger.warn(message),
      error: (message: unknown) => logger.error(message),
    },
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: { cache: persistedDocuments(trusted) },
    includeStacktraceInErrorResponses: false,
    stringifyResult: writeResult,
    transformSchema: withPlainProperties,
    // The page for people is served by ourselves, without outside addresses (graphiql/).
    graphiql: false,
    // Per-field wrappers that we have no use for.
    plugins: [ApolloServerPluginCacheControlDisabled(), ...plugins],
  };
}

/** What shapes the schema, for the server and for `npm run schema`. */
export const schemaOptions: Pick<ApolloDriverConfig, 'autoSchemaFile' | 'sortSchema' | 'buildSchemaOptions'> = {
  autoSchemaFile: true,
  sortSchema: true,
  buildSchemaOptions: { directives: [...specifiedDirectives, AsOfDirective] },
};

async function callerOf(callers: CallerResolver, headers: Headers, logger: LoggerService): Promise<Caller> {
  const correlationId = headers['x-correlation-id'];
  try {
    return await callers.resolve(headers);
  } catch (fault) {
    const translator = translatorFor(negotiateLanguage(headers['accept-language']));
    if (fault instanceof InvalidToken)
      throw new GraphQLError(translator.say('fault.INVALID_TOKEN', { reason: fault.reason }), {
        extensions: { code: 'UNAUTHENTICATED', correlationId, http: { status: 401 } },
      });
    // The database or the issuer of tokens is away: without them nobody can be recognised.
    logger.error(fault, correlationId);
    throw new GraphQLError(translator.say('fault.UNAVAILABLE'), {
      extensions: { code: 'SERVICE_UNAVAILABLE', correlationId, retryable: true, http: { status: 503 } },
    });
  }
}
