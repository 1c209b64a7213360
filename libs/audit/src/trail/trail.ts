import type { Database } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { AnyReadModel, Page } from '@baikoo/projections';
import { type Change, changesOf } from './changes.js';
import { scopeOf, type SubjectKind } from './subject.js';

export type TrailEntry = { readonly event: Recorded; readonly changes: readonly Change[] };

export type TrailQuery = {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Nothing that the record learned after this position; all of it when undefined. */
  readonly upTo: Position | undefined;
  readonly limit: number;
  /** The position of the last entry of the page before. */
  readonly after: string | undefined;
};

/** A cursor that is none of ours begins at the first page. */
const isPosition = (text: string | undefined): text is string => text !== undefined && /^\d{1,18}$/.test(text);

/** Everything that happened to a subject, in the order in which the record learned of it. */
export async function findTrail(
  db: Database,
  store: EventStore,
  models: readonly AnyReadModel[],
  { kind, id, upTo, limit, after }: TrailQuery,
): Promise<Page<TrailEntry>> {
  const { streams, concerns } = await scopeOf(db, kind, id);
  const events = (await Promise.all(streams.map((stream) => store.read(stream))))
    .flat()
    .filter(({ position }) => upTo === undefined || position <= upTo)
    .toSorted((a, b) => (a.position < b.position ? -1 : 1));
  const changes = changesOf(models, events);
  const entries = events
    .map((event, i) => ({ event, changes: changes[i]!, cursor: String(event.position) }))
    .filter(({ event }) => concerns(event));
  const rest = isPosition(after) ? entries.filter(({ event }) => event.position > BigInt(after)) : entries;
  return { rows: rest.slice(0, limit), totalCount: entries.length, hasNextPage: rest.length > limit };
}
