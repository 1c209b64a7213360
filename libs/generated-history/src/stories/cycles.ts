import { cycle, cycleStream } from '@baikoo/cycles';
import { addDays, type Actor, parsePeriod } from '@baikoo/kernel';
import { plan, planStream } from '@baikoo/plans';
import { HOURS_A_DAY, type Story } from '../agenda.js';
import type { Body } from '../country.js';
import type { World } from '../world.js';
import { jointPlanOf, NATIONAL_PLAN } from './plans.js';
import { reporting } from './reporting.js';

/** Days after the end of the period: reports are due, and the cycle closes for good. */
const DUE = 15;
const CLOSES = 80;

export type CycleToPlay = {
  readonly cycleId: string;
  readonly planId: string;
  readonly period: string;
  readonly bodies: readonly Body[];
};

export const nationalCycle = ({ country }: World, period: string): CycleToPlay => ({
  ...{ cycleId: `generated-action-plan-${period}`, planId: NATIONAL_PLAN, period, bodies: country.national },
});

/** A municipality reports on its joint plan in a cycle of its own. */
export const jointCycle = (body: Body, period: string): CycleToPlay => ({
  ...{ cycleId: `${jointPlanOf(body)}-${period}`, planId: jointPlanOf(body), period, bodies: [body] },
});

/** One reporting cycle from its opening, some days before the period ends, until it is closed. */
export function* playCycle(world: World, { cycleId, planId, period, bodies }: CycleToPlay): Story {
  const { scribe, agenda, country, chance } = world;
  const by: Actor = country.secretariat;
  const stream = cycleStream(cycleId);
  const { status: planStatus } = scribe.stateOf(plan, planStream(planId));
  const dueOn = addDays(parsePeriod(period)!.to, DUE);
  scribe.ask(cycle, stream, { type: 'OpenCycle', cycleId, planId, planStatus, period, dueOn, illustrative: true, by });
  yield 0;
  for (const { organisationId, territoryId } of bodies) {
    scribe.ask(cycle, stream, { type: 'IssueObligation', cycleId, organisationId, territoryId, by });
    yield 0;
  }
  yield OPENED_BEFORE * HOURS_A_DAY;
  for (const body of bodies) {
    const { late, never } = { late: chance.of(0.1), never: chance.of(0.04) };
    const wait = chance.int(0, 5 * HOURS_A_DAY) + (late ? DUE * HOURS_A_DAY : 0);
    if (!never) agenda.begin(world.agenda.hour + wait, reporting(world, { cycleId, period, body }));
  }
  yield CLOSES * HOURS_A_DAY;
  scribe.ask(cycle, stream, { type: 'CloseCycle', cycleId, by });
  for (const body of bodies) scribe.forget(`submission-${cycleId}.${body.organisationId}`);
}

/** Days before the end of the period at which a cycle is opened, plus the first day after it. */
export const OPENED_BEFORE = 10;
