import {
  type Item,
  type ItemOutcome,
  itemIdOf,
  submission,
  submissionStream,
  type SubmissionEvent,
} from '@baikoo/cycles';
import type { Cause } from '@baikoo/event-store';
import { indicator, indicatorStream, series, seriesStream } from '@baikoo/indicators';
import { type Actor, isRefusal } from '@baikoo/kernel';
import { measure, measureStream } from '@baikoo/measures';
import type { Story } from '../agenda.js';
import type { Body } from '../country.js';
import type { Decided } from '../scribe.js';
import type { World } from '../world.js';
import { type ReadingKey, settleReadings } from './readings.js';

/** One organisation's report for one cycle. */
export type Reporting = { readonly cycleId: string; readonly period: string; readonly body: Body };

type Reported = { readonly item: Item; readonly decided: Decided<SubmissionEvent> };
type Accepted = Reporting & {
  readonly submissionId: string;
  readonly accepted: Decided<SubmissionEvent>;
  readonly reported: readonly Reported[];
};

/**
 * Takes an accepted report over as the ConsolidationProcess does, with the same command ids and causes: the process
 * finds its work done when it comes to a generated acceptance (a spec lets it try).
 */
export function* consolidate(world: World, about: Accepted): Story {
  const { scribe } = world;
  const { submissionId, cycleId, body, accepted, reported } = about;
  const acceptance = { eventId: accepted.events.at(-1)!.eventId, cause: accepted.cause };
  const outcomes = new Map<string, ItemOutcome>();
  const claims: string[] = [];
  const readings: ReadingKey[] = [];
  // In rounds of one kind each: within a round no two items are about the same history.
  for (const kind of ['PROGRESS', 'EXPENDITURE', 'READING', 'COMPLETION'] as const) {
    const ofKind = reported.filter(({ item }) => item.kind === kind);
    for (const { item, decided } of ofKind) {
      const itemId = itemIdOf(item);
      const by = { ...actorOf(decided.cause), organisationId: body.organisationId };
      const cause = consequenceOf(acceptance, decided.cause, itemId);
      const outcome = takeOver(world, about, item, by, cause);
      if (isRefusal(outcome)) outcomes.set(itemId, { itemId, refused: outcome.refused });
      else outcomes.set(itemId, { itemId, position: String(outcome.position) });
      if (isRefusal(outcome)) continue;
      if (item.kind === 'COMPLETION') claims.push(item.measureId);
      const { data } = outcome.events[0]!;
      if ('readingId' in data) readings.push(data);
    }
    if (ofKind.length > 0) yield 0;
  }
  const organisationId = body.organisationId;
  const inOrder = inOrderOf(reported).map(({ item }) => outcomes.get(itemIdOf(item))!);
  scribe.ask(
    submission,
    submissionStream(submissionId),
    {
      ...{ type: 'RecordConsolidation', submissionId, cycleId, organisationId, outcomes: inOrder },
      ...{ cycle: UNASKED, by: actorOf(acceptance.cause) },
    },
    consequenceOf(acceptance, acceptance.cause, 'done'),
  );
  yield world.chance.int(8, 80);
  yield* settleReadings(world, body, readings);
  judge(world, about, claims);
}

/** Taking over does not ask how the cycle stands. */
const UNASKED = { status: 'OPEN', planId: '', illustrative: true, owed: true, territoryId: null } as const;

/** Progress before completion, each in the order in which it was first reported: as the process answers. */
const inOrderOf = (reported: readonly Reported[]) => {
  const isClaim = ({ item }: Reported) => Number(item.kind === 'COMPLETION');
  return reported.toSorted((a, b) => isClaim(a) - isClaim(b));
};

function takeOver({ scribe }: World, about: Accepted, item: Item, by: Actor, cause: Cause) {
  const { submissionId, cycleId, body } = about;
  const of = { submissionId, cycleId, by };
  switch (item.kind) {
    case 'PROGRESS': {
      const { kind: _, ...rest } = item;
      return scribe.tryAsk(measure, measureStream(item.measureId), { type: 'RecordProgress', ...rest, ...of }, cause);
    }
    case 'COMPLETION': {
      const { kind: _, ...rest } = item;
      return scribe.tryAsk(measure, measureStream(item.measureId), { type: 'ClaimCompletion', ...rest, ...of }, cause);
    }
    case 'EXPENDITURE': {
      const { kind: _, ...rest } = item;
      return scribe.tryAsk(
        measure,
        measureStream(item.measureId),
        { type: 'RecordExpenditure', ...rest, ...of },
        cause,
      );
    }
    case 'READING': {
      const { kind: _, ...figure } = item;
      const { indicatorId } = item;
      const territoryId = body.territoryId ?? 'KG';
      const reading = { ...figure, territoryId, submissionId, by };
      const kind = { qualifier: 'EXACT', definitionVersion: null, note: null, illustrative: true } as const;
      const known = scribe.stateOf(indicator, indicatorStream(indicatorId));
      const wish = { type: 'RecordReading' as const, ...reading, ...kind, indicator: known };
      return scribe.tryAsk(series, seriesStream(indicatorId, territoryId), wish, cause);
    }
  }
}

/** Completions are verified by somebody else, or rejected and then underway again. */
function judge({ scribe, chance, country }: World, { body }: Accepted, claims: readonly string[]): void {
  for (const measureId of claims) {
    const by = body.verifier;
    const withinMandate = country.reaches(by, body.territoryId ?? 'KG');
    const about = { measureId, withinMandate, by };
    if (chance.of(0.1)) continue;
    if (chance.of(0.85)) scribe.ask(measure, measureStream(measureId), { type: 'VerifyCompletion', ...about });
    else {
      const why = 'Generated: the evidence shows something else.';
      scribe.ask(measure, measureStream(measureId), { type: 'RejectCompletion', ...about, why });
    }
  }
}

const actorOf = ({ actorId, organisationId, roleAtTime, territoryAtTime, onBehalfOf }: Cause): Actor => ({
  ...{ personId: actorId, role: roleAtTime, organisationId, territoryId: territoryAtTime, onBehalfOf },
});

const consequenceOf = (acceptance: { eventId: string; cause: Cause }, author: Cause, what: string): Cause => ({
  ...author,
  ...{ commandId: `consolidation:${acceptance.eventId}:${what}`, correlationId: acceptance.cause.correlationId },
  ...{ causationId: acceptance.eventId, reason: null, legalBasis: null, fingerprint: null },
});
