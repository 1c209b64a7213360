import type { ApolloServerPlugin } from '@apollo/server';
import { DirectiveLocation, getDirectiveValues, GraphQLDirective, GraphQLError, GraphQLString } from 'graphql';
import type { Database } from '@baikoo/database';
import { type AskedAsOf, type Caller, standpointOf } from '@baikoo/edge';
import type { EventStore } from '@baikoo/event-store';
import { translatorFor } from '@baikoo/languages';

/** One argument for a whole operation: every field of it is answered as the record stood then. */
export const AsOfDirective = new GraphQLDirective({
  name: 'asOf',
  description:
    'Answers the whole query as the record stood right after a position, or at a moment (a date means its end in Bishkek).',
  locations: [DirectiveLocation.QUERY],
  args: {
    position: { type: GraphQLString, description: 'A position of the record: "1204".' },
    moment: { type: GraphQLString, description: 'A date or a moment with its zone: "2026-07-15".' },
  },
});

/** Puts the operation's place in the record into its caller before any resolver runs. */
export const asOfPlugin = (store: EventStore, db: Database): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request, contextValue }) => {
      const asked =
        operation && (getDirectiveValues(AsOfDirective, operation, request.variables) as AskedAsOf | undefined);
      if (!asked) return;
      const caller = contextValue as Caller;
      const place = await standpointOf({ store, db }, asked, caller.at);
      if (typeof place === 'string')
        throw new GraphQLError(translatorFor(caller.language).say(`fault.${place}`), {
          extensions:
            place === 'BEHIND'
              ? { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } }
              : { code: 'BAD_USER_INPUT', http: { status: 400 } },
        });
      Object.assign(caller, place);
    },
  }),
});
