import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { LoggerService } from '@nestjs/common';
import { OperationTypeNode } from 'graphql';
import { askedOf, type Caller, ReadLog, ReadLogFull } from '@baikoo/edge';
import { translatorFor } from '@baikoo/languages';

/**
 * Keeps who read what, before anything is answered and wherever the answer then comes from: stands before the plugin
 * that answers from memory. What could not be kept is not answered.
 */
export const keptReadsPlugin = (reads: ReadLog, logger: LoggerService): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    responseForOperation: async ({ document, operation, schema, request, contextValue, operationName }) => {
      const { by, at, correlationId, asOf, language } = contextValue as Caller;
      const root = schema.getQueryType();
      if (!by || !root || operation?.operation !== OperationTypeNode.QUERY) return null;
      const isKept = reads.keepsReadsOf(by);
      const { asked, sensitivity } = askedOf(schema, root, document, operation, request.variables ?? {});
      if (!isKept && !sensitivity) return null;
      const read = {
        ...({ kind: sensitivity ?? 'OVERSIGHT', via: 'GRAPHQL', by: { ...by }, at, correlationId, asked } as const),
        ...{ operation: operationName?.slice(0, 200) ?? null, asOf: asOf?.position ?? null },
      };
      try {
        // For what an auditor reads nobody waits; data about people wait until it is written who asks for them.
        if (sensitivity) await reads.recordNow(read);
        else reads.record(read);
        return null;
      } catch (fault) {
        if (!(fault instanceof ReadLogFull)) logger.error(fault, correlationId);
        return unavailable(translatorFor(language).say('fault.UNAVAILABLE'), correlationId);
      }
    },
  }),
});

/** An error thrown where the plugin stands would count as one of Apollo Server's own. */
const unavailable = (message: string, correlationId: string): GraphQLResponse => ({
  http: { status: 503, headers: new HeaderMap() },
  body: {
    kind: 'single',
    singleResult: {
      errors: [{ message, extensions: { code: 'SERVICE_UNAVAILABLE', correlationId, retryable: true } }],
    },
  },
});
