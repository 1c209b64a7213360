import type { Database } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { Moment } from '@baikoo/kernel';
import type { AnyReadModel, Page } from '@baikoo/projections';
import { type Change, changesOf, differenceBetween } from './changes.js';
import { scopeOf, type SubjectKind } from './subject.js';

export type TrailEntry = { readonly event: Recorded; readonly changes: readonly Change[] };

export type TrailQuery = {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Nothing that the record learned after this position; all of it when undefined. */
  readonly upTo: Position | undefined;
  readonly limit: number;
  /** Only what this person did. */
  readonly actorId?: string | null | undefined;
  /** Only facts of this name. */
  readonly type?: string | null | undefined;
  /** Only what was recorded in between, both ends with it. */
  readonly between?: { readonly from: Moment | null; readonly to: Moment | null };
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
  { kind, id, upTo, limit, after, actorId, type, between }: TrailQuery,
): Promise<Page<TrailEntry>> {
  const { streams, concerns } = await scopeOf(db, kind, id);
  const events = await historyOf(store, streams, upTo);
  const changes = changesOf(models, events);
  const entries = events
    .map((event, i) => ({ event, changes: changes[i]!, cursor: String(event.position) }))
    .filter(({ event }) => concerns(event))
    .filter(
      ({ event: { recordedAt } }) =>
        (between?.from == null || recordedAt >= between.from) && (between?.to == null || recordedAt <= between.to),
    )
    .filter(
      ({ event }) => (actorId == null || event.cause.actorId === actorId) && (type == null || event.type === type),
    );
  const rest = isPosition(after) ? entries.filter(({ event }) => event.position > BigInt(after)) : entries;
  return { rows: rest.slice(0, limit), totalCount: entries.length, hasNextPage: rest.length > limit };
}

async function historyOf(store: EventStore, streams: readonly string[], upTo: Position | undefined) {
  const histories = await Promise.all(streams.map((stream) => store.read(stream)));
  return histories
    .flat()
    .filter(({ position }) => upTo === undefined || position <= upTo)
    .toSorted((a, b) => (a.position < b.position ? -1 : 1));
}

export type SubjectDifference = {
  readonly changes: readonly Change[];
  /** What happened after `from` and up to `to`. */
  readonly facts: readonly TrailEntry[];
};

/** How a subject differs between two places of the record, and the facts that made it so. */
export async function findDifference(
  db: Database,
  store: EventStore,
  models: readonly AnyReadModel[],
  { kind, id, from, to }: { kind: SubjectKind; id: string; from: Position; to: Position },
): Promise<SubjectDifference> {
  const { streams, concerns } = await scopeOf(db, kind, id);
  const events = await historyOf(store, streams, to > from ? to : from);
  const [first, last] = from < to ? [from, to] : [to, from];
  // Of a part of a plan only the facts about it are folded; they make no rows but its own.
  const own = kind === 'DIRECTION' || kind === 'TASK' ? events.filter(concerns) : events;
  const each = changesOf(models, events);
  const facts = events
    .map((event, i) => ({ event, changes: each[i]! }))
    .filter(({ event }) => event.position > first && event.position <= last && concerns(event));
  const tables = kind === 'DIRECTION' ? ['plan_direction/'] : kind === 'TASK' ? ['plan_task/'] : [''];
  const changes = differenceBetween(models, own, from, to).filter(({ row }) =>
    tables.some((table) => row.startsWith(table)),
  );
  return { changes, facts };
}
