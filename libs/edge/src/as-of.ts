import type { Database } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import { type CalendarDate, dateOf, endOfDay, isCalendarDate, type Moment, parseMoment } from '@baikoo/kernel';
import { waitForProjections } from '@baikoo/projections';

/** One of the two: a position of the record, or a moment or date (its end in Bishkek). */
export type AskedAsOf = { readonly position?: string | null; readonly moment?: string | null };

/** Where in the record a question stands, and on which national date: that decides what is overdue. */
export type Standpoint = { readonly asOf: { readonly position: Position }; readonly today: CalendarDate };

/** Why a question about the past has no place, as the name of a sentence: `fault.…`. */
export type AsOfFault = 'INVALID_AS_OF' | 'BEHIND';

/**
 * The place that a question about the past asks for. An answer about a position must be the same whenever it is asked,
 * also right after the event was recorded: so read models that have not come that far are waited for.
 */
export async function standpointOf(
  { store, db }: { readonly store: EventStore; readonly db: Database },
  asked: AskedAsOf,
  now: Moment,
): Promise<Standpoint | AsOfFault> {
  const place = await placeOf(store, asked, now);
  if (!place) return 'INVALID_AS_OF';
  if (!(await waitForProjections(db, place.position, CATCH_UP_MS))) return 'BEHIND';
  return { asOf: { position: place.position }, today: dateOf(place.moment) };
}

/** How long a question about the past waits for read models that have not come that far. */
const CATCH_UP_MS = 5_000;

/** Where one word says it: digits alone are a position, anything else is a moment or date. */
export const askedAsOf = (text: string): AskedAsOf => (/^\d+$/.test(text) ? { position: text } : { moment: text });

type Place = { readonly position: Position; readonly moment: Moment };

async function placeOf(store: EventStore, { position, moment }: AskedAsOf, now: Moment): Promise<Place | undefined> {
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
