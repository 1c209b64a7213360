import type { Database } from '@baikoo/database';
import type { EventStore, Recorded } from '@baikoo/event-store';
import { addDays, endOfDay, isCalendarDate, type Moment, parseMoment } from '@baikoo/kernel';
import { legalActIn } from '../read/legal-act.formula.js';
import { historyOf } from './history.js';
import { type About, compareKeys, exactly, type LineKey, type TrailFilter, type TrailQuestion } from './question.js';
import { isActSeen, seenStreams } from './seen.js';
import { scopeOf } from './subject.js';

/** Facts in their order, those that the page is cut from, and the histories that they were found in. */
export type FoundFacts = {
  readonly events: readonly Recorded[];
  readonly totalCount: number;
  /** Whole histories up to where the question stands: what the changes are told from. */
  readonly history: readonly Recorded[];
};

/**
 * What happened to one thing, from its own histories: complete, also where this build does not know an event or read models
 * lag behind.
 */
export async function findFactsOfOne(
  { db, store }: { readonly db: Database; readonly store: EventStore },
  { about, filter, scope, upTo, newestFirst, limit, after }: TrailQuestion & { readonly about: About },
): Promise<FoundFacts> {
  const { streams, concerns } = await scopeOf(db, about.kind, about.id);
  const seen = await seenStreams(db, scope, about, streams);
  const history = await historyOf(store, seen, upTo);
  const chosen = history.filter((event) => concerns(event) && isActSeen(event, scope) && passes(event, filter));
  const ordered = newestFirst ? chosen.toReversed() : chosen;
  const beyond = after && ordered.filter((event) => compareKeys(keyOfFact(event), after) * (newestFirst ? -1 : 1) > 0);
  return { events: (beyond ?? ordered).slice(0, limit + 1), totalCount: chosen.length, history };
}

export const keyOfFact = ({ recordedAt, position }: Recorded): LineKey => ({
  ...{ at: exactly(recordedAt), letter: 'F', number: position },
});

/** Whether a filter leaves a fact: the same as the conditions on the index of the whole record say. */
export function passes({ type, data, cause, recordedAt }: Recorded, filter: TrailFilter): boolean {
  const { personId, organisationId, role, types, legalAct, knownFrom, knownTo, effectiveFrom, effectiveTo } = filter;
  const effective = effectiveOf(cause.effectiveAt) ?? recordedAt;
  const act = legalAct == null ? undefined : (legalActIn(data, cause.legalBasis) ?? '');
  return (
    (personId == null || cause.actorId === personId) &&
    (organisationId == null || cause.organisationId === organisationId) &&
    (role == null || cause.roleAtTime === role) &&
    (types == null || types.includes(type)) &&
    (act === undefined || act.includes(legalAct!.toLowerCase())) &&
    (knownFrom == null || recordedAt >= knownFrom) &&
    (knownTo == null || recordedAt <= knownTo) &&
    (effectiveFrom == null || effective >= effectiveFrom) &&
    (effectiveTo == null || effective <= effectiveTo)
  );
}

const effectiveOf = (text: string | null): Moment | undefined =>
  text === null ? undefined : isCalendarDate(text) ? endOfDay(addDays(text, -1)) : parseMoment(text);
