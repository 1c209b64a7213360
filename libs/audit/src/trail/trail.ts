import type { Database } from '@baikoo/database';
import type { EventStore, Recorded } from '@baikoo/event-store';
import type { AnyReadModel, Page } from '@baikoo/projections';
import { type Change, changesOf, type RowState, type Standpoint, statesBetween } from './changes.js';
import { findFactsOfOne, keyOfFact } from './facts-of-one.js';
import { changesWithin, isOf } from './find-lines.js';
import { historyOf } from './history.js';
import { type About, keyText, type TrailQuestion } from './question.js';
import { scopeOf, type SubjectKind } from './subject.js';

export type TrailEntry = { readonly event: Recorded; readonly changes: readonly Change[] };

export type TrailQuery = Omit<TrailQuestion, 'about' | 'newestFirst'> & Pick<About, 'kind' | 'id'>;

/** The facts of a subject's own histories, oldest first; of a person those about them, and not what they did. */
export async function findTrail(
  db: Database,
  store: EventStore,
  models: readonly AnyReadModel[],
  { kind, id, ...asked }: TrailQuery,
): Promise<Page<TrailEntry>> {
  const about: About = { kind, id, within: false };
  const question = { ...asked, about, newestFirst: false };
  const { events, totalCount, history } = await findFactsOfOne({ db, store }, question);
  const page = events.slice(0, question.limit);
  const changes = changesWithin(models, history, page, about);
  return {
    rows: page.map((event) => ({
      ...{ event, changes: changes.get(event.position) ?? [] },
      cursor: keyText(keyOfFact(event)),
    })),
    ...{ totalCount, hasNextPage: events.length > page.length },
  };
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
