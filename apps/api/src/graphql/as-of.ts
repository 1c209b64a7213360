import type { ApolloServerPlugin } from '@apollo/server';
import { DirectiveLocation, getDirectiveValues, GraphQLDirective, GraphQLError, GraphQLString } from 'graphql';
import type { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { type EventStore, type Position } from '@baikoo/event-store';
import { dateOf, endOfDay, isCalendarDate, type Moment, parseMoment } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { waitForProjections } from '@baikoo/projections';

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

type Arguments = { readonly position?: string | null; readonly moment?: string | null };

/** Puts the operation's place in the record into its caller before any resolver runs. */
export const asOfPlugin = (store: EventStore, db: Database): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request, contextValue }) => {
      const asked =
        operation && (getDirectiveValues(AsOfDirective, operation, request.variables) as Arguments | undefined);
      if (!asked) return;
      const caller = contextValue as Caller;
      const place = await placeOf(store, asked, caller.at);
      if (!place)
        throw new GraphQLError(translatorFor(caller.language).say('fault.INVALID_AS_OF'), {
          extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
        });
      // An answer about a position must be the same whenever it is asked: also right after the event was recorded.
      if (!(await waitForProjections(db, place.position, CATCH_UP_MS)))
        throw new GraphQLError(translatorFor(caller.language).say('fault.BEHIND'), {
          extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
        });
      caller.asOf = { position: place.position };
      caller.today = dateOf(place.moment);
    },
  }),
});

/** How long a question about the past waits for read models that have not come that far. */
const CATCH_UP_MS = 5_000;

type Place = { readonly position: Position; readonly moment: Moment };

async function placeOf(store: EventStore, { position, moment }: Arguments, now: Moment): Promise<Place | undefined> {
  if ((position == null) === (moment == null)) return undefined;
  if (position != null) return /^(0|[1-9]\d{0,17})$/.test(position) ? placeAt(store, BigInt(position)) : undefined;
  const asked = momentOf(moment!);
  // What the record will hold at a moment to come, nobody knows; the end of today counts as now.
  if (asked !== undefined && dateOf(asked) > dateOf(now)) return undefined;
  return asked === undefined ? undefined : { position: await store.positionAt(asked), moment: asked };
}

/**
 * Undefined beyond the end of the record. A position between two events stands for the one before: not every store
 * counts without gaps. Before the first event there is no moment: the epoch stands for it.
 */
async function placeAt(store: EventStore, position: Position): Promise<Place | undefined> {
  if (position > (await store.head())) return undefined;
  const event = await store.findLast(position);
  return { position, moment: event?.recordedAt ?? '1970-01-01T00:00:00.000Z' };
}

/** A moment with its zone as it is; a date as its last millisecond in Bishkek. */
const momentOf = (text: string): Moment | undefined =>
  isCalendarDate(text) ? new Date(Date.parse(endOfDay(text)) - 1).toISOString() : parseMoment(text);
