import type { Cause } from '@baikoo/event-store';
import { keepsPlans } from '@baikoo/identity';
import { type Actor, dateOf, isRefusal } from '@baikoo/kernel';
import { measure, measureStream } from '@baikoo/measures';
import { type MeasureOfPlan, plan, type PlanChange, type PlanEvent, planStream } from '@baikoo/plans';
import type { Story } from '../agenda.js';
import type { Decided } from '../scribe.js';
import { generated } from '../words.js';
import type { World } from '../world.js';

const WHY = 'Generated reason.';
const actNumber = (number: number) => `A-${number}`;
const amendmentIdOf = (planId: string, number: number) => `${planId}-amendment-${number}`;

/** Which of them, and how it ends where nothing stands against it. */
export type Amending = {
  readonly planId: string;
  /** The measures of which one is worded anew, as many as there are by then. */
  readonly measureIds: readonly string[];
  readonly number: number;
  readonly proposer: Actor;
  readonly adopter: Actor;
  readonly end: 'ADOPTED' | 'REJECTED' | 'WITHDRAWN';
};

/** An amendment of an adopted plan: a task is added, one and a measure are worded anew, and somebody else decides. */
export function* amendment(world: World, amending: Amending): Story {
  const { scribe, chance } = world;
  const { planId, number, proposer, adopter, end } = amending;
  const stream = planStream(planId);
  const amendmentId = amendmentIdOf(planId, number);
  const changes = changesOf(world, amending);
  const of = { planId, amendmentId };
  const asked = { ...of, changes, why: WHY, ...about(world, proposer, planId, changes) };
  scribe.ask(plan, stream, { type: 'ProposeAmendment', ...asked });
  yield chance.int(16, 160);
  if (end === 'WITHDRAWN') {
    scribe.ask(plan, stream, { type: 'WithdrawAmendment', ...of, why: WHY, ...about(world, proposer, planId, []) });
    return;
  }
  const by = about(world, adopter, planId, changes);
  const legalAct = { titles: generated('amending act'), number: actNumber(number), date: dateOf(scribe.now) };
  const adopted =
    end === 'ADOPTED' &&
    scribe.tryAsk(plan, stream, { type: 'AdoptAmendment', ...of, adoptedOn: dateOf(scribe.now), legalAct, ...by });
  // The measure may have ended while the amendment waited; then it cannot be adopted any more.
  if (adopted && !isRefusal(adopted)) return yield* carryOut(world, amending, changes, adopted);
  scribe.ask(plan, stream, { type: 'RejectAmendment', ...of, why: WHY, ...by });
}

function changesOf(world: World, { planId, measureIds, number }: Amending): readonly PlanChange[] {
  const { scribe, chance } = world;
  const { directions, tasks } = scribe.stateOf(plan, planStream(planId));
  const underway = measureIds.filter((id) => scribe.stateOf(measure, measureStream(id)).status === 'UNDERWAY');
  const worded = { titles: generated(`wording of amendment ${number}`) };
  return [
    { kind: 'TASK_REWORDED', taskId: chance.pick([...tasks.keys()]), ...worded },
    {
      ...{
        kind: 'TASK_ADDED',
        taskId: `${planId}.amended.${number}`,
        directionId: chance.pick([...directions.keys()]),
      },
      ...{ reference: `A${number}`, titles: generated(`task of amendment ${number}`) },
    },
    ...(underway.length === 0
      ? []
      : [
          {
            ...{ kind: 'MEASURE_REWORDED' as const, measureId: chance.pick(underway), ...worded },
            expectedResult: generated('expected result, worded anew'),
          },
        ]),
  ];
}

/** What a plan is told of the caller and of the measures that an amendment names. */
function about({ scribe, country, tasks }: World, by: Actor, planId: string, changes: readonly PlanChange[]) {
  const { kind, territoryId } = scribe.stateOf(plan, planStream(planId));
  const measures = changes.flatMap((change): MeasureOfPlan[] => {
    const known = 'measureId' in change ? scribe.stateOf(measure, measureStream(change.measureId)) : undefined;
    if (!('measureId' in change) || !known || known.status === 'UNKNOWN') return [];
    const { measureId } = change;
    const { plannedStart, deadline, titles, expectedResult, responsible: responsibleOrganisationId } = known;
    const said = { plannedStart, deadline, titles, expectedResult, responsibleOrganisationId };
    return [{ measureId, taskId: tasks.get(measureId)!, ...said, ended: ENDED[known.status] }];
  });
  const reach = { withinMandate: country.reaches(by, territoryId), keepsPlans: keepsPlans(by.role, kind) };
  return { ...reach, measures, taken: new Set(measures.map(({ measureId }) => measureId)), by };
}

const ENDED = {
  UNDERWAY: null,
  SUSPENDED: null,
  CLAIMED: null,
  VERIFIED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
} as const;

/**
 * Carries an adopted amendment into its measures as the AmendmentProcess does, with the same command ids and causes: the
 * process finds its work done when it comes to a generated adoption (a spec lets it try).
 */
function* carryOut(
  { scribe }: World,
  { planId, number }: Amending,
  changes: readonly PlanChange[],
  adopted: Decided<PlanEvent>,
): Story {
  const adoption = { eventId: adopted.events.at(-1)!.eventId, cause: adopted.cause };
  yield 0;
  const { status, from, to } = scribe.stateOf(plan, planStream(planId));
  for (const [place, change] of changes.entries()) {
    if (change.kind !== 'MEASURE_REWORDED') continue;
    const { kind: _, ...wording } = change;
    const asked = {
      ...wording,
      amendmentId: amendmentIdOf(planId, number),
      plan: { status, from, to, directionId: undefined },
      keepsPlans: true,
    };
    const by = actorOf(adoption.cause);
    const cause = consequenceOf(adoption, actNumber(number), String(place));
    const reworded = { type: 'RewordMeasure' as const, ...asked, withinMandate: true, by };
    scribe.ask(measure, measureStream(change.measureId), reworded, cause);
  }
}

const actorOf = ({ actorId, organisationId, roleAtTime, territoryAtTime, onBehalfOf }: Cause): Actor => ({
  ...{ personId: actorId, role: roleAtTime, organisationId, territoryId: territoryAtTime, onBehalfOf },
});

const consequenceOf = (adoption: { eventId: string; cause: Cause }, legalBasis: string, place: string): Cause => ({
  ...adoption.cause,
  ...{ commandId: `amendment:${adoption.eventId}:${place}`, causationId: adoption.eventId, reason: WHY },
  ...{ legalBasis, fingerprint: null },
});
