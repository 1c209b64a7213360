import type { ApolloServerPlugin } from '@apollo/server';
import type { Caller } from '@baikoo/edge';
import type { QuestionLimits } from './exceeded.js';

/** Refuses questions that ask for too much before anything of them is carried out. */
export const limitsPlugin = (limits: QuestionLimits): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      if (!operation) return;
      const { variables } = request;
      const exceeded = limits.find({ schema, document, operation, variables }, (contextValue as Caller).language);
      if (exceeded) throw exceeded;
    },
  }),
});
