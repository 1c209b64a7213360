import type { Database } from '@baikoo/database';
import type { EventStore, Recorded } from '@baikoo/event-store';
import { REPUBLIC } from '@baikoo/kernel';
import type { AnyReadModel } from '@baikoo/projections';
import { findReads, findRefused, type ReadLine, type RefusedLine } from './beside.js';
import { type Change, changesOf } from './changes.js';
import { countFactsOfMany, findFactsOfMany } from './facts-of-many.js';
import { findFactsOfOne, keyOfFact } from './facts-of-one.js';
import { type About, compareKeys, isAsked, type LineKey, type TrailQuestion } from './question.js';
import { partOf } from './subject.js';
import { isOne } from './wholes.js';

export type FactLine = { readonly event: Recorded; readonly changes: readonly Change[] };

/** One line of a trail. */
export type Line =
  | { readonly outcome: 'ACCEPTED'; readonly key: LineKey; readonly fact: FactLine }
  | { readonly outcome: 'REFUSED'; readonly key: LineKey; readonly refused: RefusedLine }
  | { readonly outcome: 'READ'; readonly key: LineKey; readonly read: ReadLine };

export type Lines = {
  readonly rows: readonly Line[];
  readonly hasNextPage: boolean;
  /** How many there are on all pages: a question of its own. */
  count(): Promise<number>;
};

type Ports = { readonly db: Database; readonly store: EventStore };

/**
 * A page of a trail: what was accepted, what was refused and what was looked at, in one list by the time at which it became
 * known. Each source gives one line more than the page holds, and the page is cut from all of them.
 */
export async function findLines(ports: Ports, models: readonly AnyReadModel[], asked: TrailQuestion): Promise<Lines> {
  // To the republic belongs everything, also what lies in no territory.
  const isRepublic = asked.about?.kind === 'TERRITORY' && asked.about.within && asked.about.id === REPUBLIC;
  const question = isRepublic ? { ...asked, about: undefined } : asked;
  const [facts, refused, reads] = await Promise.all([
    isAsked('ACCEPTED', question) ? findFacts(ports, question) : NO_FACTS,
    isAsked('REFUSED', question) ? findRefused(ports, question) : NONE,
    isAsked('READ', question) ? findReads(ports, question) : NONE,
  ]);
  const lines = [
    ...facts.events.map((event) => ({ outcome: 'ACCEPTED', key: keyOfFact(event), event }) as const),
    ...refused.rows.map((row) => ({ outcome: 'REFUSED', key: row.key, refused: row }) as const),
    ...reads.rows.map((row) => ({ outcome: 'READ', key: row.key, read: row }) as const),
  ].toSorted((a, b) => compareKeys(a.key, b.key) * (question.newestFirst ? -1 : 1));
  const page = lines.slice(0, question.limit);
  const shown = page.flatMap((line) => (line.outcome === 'ACCEPTED' ? [line.event] : []));
  const changes = changesWithin(models, facts.history, shown, question.about);
  return {
    rows: page.map((line): Line => {
      if (line.outcome !== 'ACCEPTED') return line;
      const { outcome, key, event } = line;
      return { outcome, key, fact: { event, changes: changes.get(event.position) ?? [] } };
    }),
    hasNextPage: lines.length > question.limit,
    async count() {
      const counts = await Promise.all([facts.count(), refused.count(), reads.count()]);
      return counts.reduce((sum, each) => sum + each, 0);
    },
  };
}

const NONE = { rows: [], count: async () => 0 };
const NO_FACTS = { events: [], history: [], count: async () => 0 };

/** One thing has its own histories; an indicator with its series, a whole, a person and everything are found by the index. */
async function findFacts(ports: Ports, question: TrailQuestion) {
  const { about } = question;
  if (!isOne(about)) {
    const found = await findFactsOfMany(ports, question);
    return { ...found, count: () => countFactsOfMany(ports, question) };
  }
  const found = await findFactsOfOne(ports, { ...question, about });
  return { ...found, count: async () => found.totalCount };
}

/** What the facts of a page changed: only their histories are folded, and only up to the last of them. */
export function changesWithin(
  models: readonly AnyReadModel[],
  history: readonly Recorded[],
  page: readonly Recorded[],
  about: About | undefined,
): ReadonlyMap<bigint, readonly Change[]> {
  const shown = new Set(page.map(({ position }) => position));
  if (shown.size === 0) return new Map();
  const last = [...shown].reduce((a, b) => (a > b ? a : b));
  const folded = history.filter(({ position }) => position <= last);
  const changes = changesOf(models, folded, ({ position }) => shown.has(position));
  return new Map(
    folded.flatMap(({ position }, i) =>
      shown.has(position) ? [[position, changes[i]!.filter((change) => isOf(about, change))] as const] : [],
    ),
  );
}

/** Of what an amendment changed in a plan, a part of the plan is told what changed in it. */
export function isOf(about: Pick<About, 'kind' | 'id'> | undefined, { row }: Pick<Change, 'row'>): boolean {
  if (about?.kind === 'DIRECTION') return row === `plan_direction/${partOf(about.id).join('/')}`;
  return about?.kind !== 'TASK' || row === `plan_task/${partOf(about.id).join('/')}`;
}
