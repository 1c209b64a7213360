import type { ApolloServerPlugin } from '@apollo/server';
import type { LoggerService } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isDiskFull, isUnavailable } from '@baikoo/database';
import { type Caller, ForeignCursor, UnreadableArgument } from '@baikoo/edge';
import { UnknownFact } from '@baikoo/event-store';
import { type MessageKey, translatorFor } from '@baikoo/languages';

/** Codes that only errors of ours carry, with words for the caller in them. */
const SAID = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'SERVICE_UNAVAILABLE']);
const OF_THE_SCHEMA = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
]);

/** What PostgreSQL says of values that cannot be: wrong characters, dates, numbers, far too long ones. */
const IMPOSSIBLE_VALUE = /^(22\w{3}|54000)$/;

/**
 * Faults in the caller's language, without stack traces or SQL. What is wrong on our side goes to the log with the
 * correlation id that the caller is given.
 */
export const errorsPlugin = (logger: LoggerService): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response, errors, contextValue }) => {
      if (response.body.kind !== 'single' || !errors) return;
      const { singleResult } = response.body;
      singleResult.errors = errors.map((error, i) => {
        const shown = singleResult.errors?.[i] ?? error.toJSON();
        return inWords(error, shown, contextValue as Caller, logger);
      });
    },
  }),
});

/** A fault in the caller's language; one of ours goes to the log. */
export function inWords(
  error: GraphQLError,
  shown: GraphQLFormattedError,
  { language, correlationId }: Pick<Caller, 'language' | 'correlationId'>,
  logger: LoggerService,
): GraphQLFormattedError {
  const say = (key: MessageKey, values = {}) => translatorFor(language).say(key, values);
  const answer = (code: string, message: string, reason?: 'DISK_FULL') => ({
    message,
    ...(shown.locations && { locations: shown.locations }),
    ...(shown.path && { path: shown.path }),
    extensions: {
      ...{ code, correlationId },
      ...(code === 'SERVICE_UNAVAILABLE' && { retryable: true }),
      ...(reason && { reason }),
    },
  });
  const code = String(shown.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
  if (SAID.has(code)) return answer(code, error.message);
  if (error.originalError instanceof UnknownFact) {
    logger.error(error.originalError, correlationId);
    return answer('SERVICE_UNAVAILABLE', say('fault.OLDER_THAN_RECORD'));
  }
  if (OF_THE_SCHEMA.has(code)) return answer(code, say('fault.NOT_OF_THE_SCHEMA', { detail: error.message }));
  if (code === 'BAD_USER_INPUT') {
    const isOurs =
      error.originalError === undefined && error.path === undefined && !error.message.startsWith('Variable');
    return answer(code, isOurs ? error.message : say('fault.NOT_OF_THE_SCHEMA', { detail: error.message }));
  }
  if (error.originalError instanceof ForeignCursor) return answer('BAD_USER_INPUT', say('fault.FOREIGN_CURSOR'));
  if (error.originalError instanceof UnreadableArgument) {
    const { fault, argument } = error.originalError;
    return answer('BAD_USER_INPUT', say(`fault.${fault}`, { argument }));
  }
  if (isImpossible(error.originalError)) return answer('BAD_USER_INPUT', say('fault.IMPOSSIBLE_VALUE'));
  if (isUnavailable(error.originalError)) {
    logger.error(error.originalError, correlationId);
    if (isDiskFull(error.originalError)) return answer('SERVICE_UNAVAILABLE', say('fault.DISK_FULL'), 'DISK_FULL');
    return answer('SERVICE_UNAVAILABLE', say('fault.UNAVAILABLE'));
  }
  logger.error(error.originalError ?? error, correlationId);
  return answer('INTERNAL_SERVER_ERROR', say('fault.INTERNAL', { correlationId }));
}

const isImpossible = (fault: unknown): boolean =>
  (fault instanceof Error && IMPOSSIBLE_VALUE.test(String((fault as NodeJS.ErrnoException).code))) ||
  fault instanceof SyntaxError;
