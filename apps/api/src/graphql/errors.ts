import type { ApolloServerPlugin } from '@apollo/server';
import type { LoggerService } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isDiskFull, isUnavailable } from '@baikoo/database';
import { type Caller, ForeignCursor, QuestionRefused, UnreadableArgument } from '@baikoo/edge';
import { UnknownFact } from '@baikoo/event-store';
import type { Limits } from '@baikoo/installation';
import { type MessageKey, translatorFor } from '@baikoo/languages';
import { isTooLong, LimitExceeded } from '../limits/exceeded.js';

/** Codes that only errors of ours carry, with words for the caller in them. */
const SAID = new Set([
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'SERVICE_UNAVAILABLE'],
  ...['ONLY_SUBSCRIPTIONS', 'UNTRUSTED_DOCUMENT'],
]);
const OF_THE_QUESTION = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
]);

/** What is wrong on our side; all else is the question's fault. */
const OURS = new Set(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

/** Whom faults are told to, and how much of the schema they may tell. */
export type Telling = {
  readonly logger: LoggerService;
  readonly limits: Pick<Limits, 'tokens'>;
  readonly hidesSchema: boolean;
  /** Counts a request that was refused for a fault of its own. */
  readonly refused: (code: string, correlationId: string) => void;
};

/** What PostgreSQL says of values that cannot be: wrong characters, dates, numbers, far too long ones. */
const IMPOSSIBLE_VALUE = /^(22\w{3}|54000)$/;

/**
 * Faults in the caller's language, without stack traces or SQL. What is wrong on our side goes to the log with the
 * correlation id that the caller is given.
 */
export const errorsPlugin = (tell: Telling): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response, errors, contextValue }) => {
      if (response.body.kind !== 'single' || !errors) return;
      const { singleResult } = response.body;
      singleResult.errors = errors.map((error, i) => {
        const shown = singleResult.errors?.[i] ?? error.toJSON();
        return inWords(error, shown, contextValue as Caller, tell);
      });
    },
  }),
});

/** A fault in the caller's language; one of ours goes to the log. */
export function inWords(
  error: GraphQLError,
  shown: GraphQLFormattedError,
  { language, correlationId }: Pick<Caller, 'language' | 'correlationId'>,
  { logger, limits, hidesSchema, refused }: Telling,
): GraphQLFormattedError {
  const say = (key: MessageKey, values = {}) => translatorFor(language).say(key, values);
  const answer = (code: string, message: string, more: object = {}) => {
    if (!OURS.has(code)) refused(code, correlationId);
    return {
      message,
      ...(shown.locations && { locations: shown.locations }),
      ...(shown.path && { path: shown.path }),
      extensions: { code, correlationId, ...(code === 'SERVICE_UNAVAILABLE' && { retryable: true }), ...more },
    };
  };
  // What graphql-js suggests instead are names of the schema, which is nobody's to ask for in production.
  const detail = () => {
    if (!hidesSchema) return error.message;
    // Apollo Server's own sentence tells who it is and how it is set up.
    return isIntrospection(error) ? say('fault.SCHEMA_WITHHELD') : error.message.replace(/ ?Did you mean .*\?/s, '');
  };
  const code = String(shown.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
  if (error instanceof LimitExceeded) return answer(code, error.message, error.told);
  if (SAID.has(code)) return answer(code, error.message);
  if (error.originalError instanceof UnknownFact) {
    logger.error(error.originalError, correlationId);
    return answer('SERVICE_UNAVAILABLE', say('fault.OLDER_THAN_RECORD'));
  }
  if (OF_THE_QUESTION.has(code) && isTooLong(error)) {
    const tooLong = new LimitExceeded('TOO_LONG', limits.tokens, Infinity, language);
    return answer('TOO_LONG', tooLong.message, tooLong.told);
  }
  if (code === 'PERSISTED_QUERY_NOT_FOUND') return answer(code, say('fault.UNKNOWN_DOCUMENT'));
  if (OF_THE_QUESTION.has(code)) return answer(code, say('fault.NOT_OF_THE_SCHEMA', { detail: detail() }));
  if (code === 'BAD_USER_INPUT') {
    const isOurs =
      error.originalError === undefined && error.path === undefined && !error.message.startsWith('Variable');
    return answer(code, isOurs ? error.message : say('fault.NOT_OF_THE_SCHEMA', { detail: detail() }));
  }
  if (error.originalError instanceof ForeignCursor) return answer('BAD_USER_INPUT', say('fault.FOREIGN_CURSOR'));
  if (error.originalError instanceof QuestionRefused) {
    const { refused: reason, path: argument = null } = error.originalError.refusal;
    return answer('BAD_USER_INPUT', error.message, { reason, argument });
  }
  if (error.originalError instanceof UnreadableArgument) {
    const { fault, argument } = error.originalError;
    return answer('BAD_USER_INPUT', say(`fault.${fault}`, { argument }));
  }
  if (isImpossible(error.originalError)) return answer('BAD_USER_INPUT', say('fault.IMPOSSIBLE_VALUE'));
  if (isUnavailable(error.originalError)) {
    logger.error(error.originalError, correlationId);
    if (isDiskFull(error.originalError))
      return answer('SERVICE_UNAVAILABLE', say('fault.DISK_FULL'), { reason: 'DISK_FULL' });
    return answer('SERVICE_UNAVAILABLE', say('fault.UNAVAILABLE'));
  }
  logger.error(error.originalError ?? error, correlationId);
  return answer('INTERNAL_SERVER_ERROR', say('fault.INTERNAL', { correlationId }));
}

const isIntrospection = ({ message }: Error): boolean => message.includes('__schema or __type');

const isImpossible = (fault: unknown): boolean =>
  (fault instanceof Error && IMPOSSIBLE_VALUE.test(String((fault as NodeJS.ErrnoException).code))) ||
  fault instanceof SyntaxError;
