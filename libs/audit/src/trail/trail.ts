import type { Database } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { Moment, TrailScope } from '@baikoo/kernel';
import type { AnyReadModel, Page } from '@baikoo/projections';
import { type Change, changesOf, type RowState, type Standpoint, statesBetween } from './changes.js';
import { isOf } from './find-lines.js';
import { historyOf } from './history.js';
import { isActSeen, seenStreams } from './seen.js';
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
  /** What of the trail is shown; all of it unless said. */
  readonly scope?: TrailScope;
};

const ALL: TrailScope = { kind: 'ALL' };

/** A cursor that is none of ours begins at the first page. */
const isPosition = (text: string | undefined): text is string => text !== undefined && /^\d{1,18}$/.test(text);

/** Everything that happened to a subject, in the order in which the record learned of it. */
export async function findTrail(
  db: Database,
  store: EventStore,
  models: readonly AnyReadModel[],
  { kind, id, upTo, limit, after, actorId, type, between, scope = ALL }: TrailQuery,
): Promise<Page<TrailEntry>> {
  const { streams, concerns } = await scopeOf(db, kind, id);
  const events = await historyOf(store, await seenStreams(db, scope, { kind, id }, streams), upTo);
  const changes = changesOf(models, events);
  const entries = events
    .map((event, i) => ({
      event,
      changes: changes[i]!.filter((each) => isOf({ kind, id }, each)),
      cursor: String(event.position),
    }))
    .filter(({ event }) => concerns(event) && isActSeen(event, scope))
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

export type SubjectDifference = {
  /** How it stood at `from`, and how at `to`: the rows of its read models. */
  readonly before: readonly RowState[];
  readonly after: readonly RowState[];
  readonly changes: readonly Change[];
  /** What happened after `from` and up to `to`. */
  readonly facts: readonly TrailEntry[];
};

type Span = { readonly kind: SubjectKind; readonly id: string; readonly from: Standpoint; readonly to: Standpoint };

/** How a subject stood at two places of the record, how they differ, and the facts that made it so. */
export async function findDifference(
  db: Database,
  store: EventStore,
  models: readonly AnyReadModel[],
  { kind, id, from, to }: Span,
): Promise<SubjectDifference> {
  const { streams, concerns } = await scopeOf(db, kind, id);
  const [first, last] = from.position < to.position ? [from.position, to.position] : [to.position, from.position];
  const events = await historyOf(store, streams, last);
  // Of a part of a plan only the facts about it are folded; they make no rows but its own.
  const own = isPart(kind) ? events.filter(concerns) : events;
  const each = changesOf(models, events);
  const facts = events
    .map((event, i) => ({ event, changes: each[i]!.filter((change) => isOf({ kind, id }, change)) }))
    .filter(({ event }) => event.position > first && event.position <= last && concerns(event));
  const { before, after, changes } = statesBetween(models, own, from, to);
  const ofIt = <Of extends { readonly row: string }>(rows: readonly Of[]) =>
    rows.filter((row) => isOf({ kind, id }, row));
  return { before: ofIt(before), after: ofIt(after), changes: ofIt(changes), facts };
}

const isPart = (kind: SubjectKind) => kind === 'DIRECTION' || kind === 'TASK';
