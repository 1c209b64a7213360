import { risk, riskStream } from '@baikoo/council';
import { carriesOutPlans, keepsPlans } from '@baikoo/identity';
import { type Actor, dateOf } from '@baikoo/kernel';
import { type FundingSource, measure, measureStream } from '@baikoo/measures';
import { plan, type PlanKind, planStream } from '@baikoo/plans';
import type { Story } from '../agenda.js';
import type { Body } from '../country.js';
import { GENERATED, generated } from '../words.js';
import { measuresOf, type World } from '../world.js';

export const NATIONAL_PLAN = 'generated-action-plan';
export const jointPlanOf = ({ organisationId }: Body) => `generated-joint-plan-${organisationId.split('-').at(-1)}`;

const FROM = '2022-01-01';
const TO = '2026-12-31';
/** Measures of the national plan, for each ministry and each commission. */
const OF_A_MINISTRY = 6;
const OF_A_COMMISSION = 3;

/** The national plan: the secretariat drafts it with a measure for everybody, the Council's chair adopts it. */
export function* nationalPlan(world: World): Story {
  const { scribe, country } = world;
  const by = country.secretariat;
  const planId = NATIONAL_PLAN;
  const outline = yield* draft(world, { planId, kind: 'NATIONAL', territoryId: 'KG', directions: 13, tasks: 3, by });
  for (const body of country.national) {
    const count = body.kind === 'MINISTRY' ? OF_A_MINISTRY : OF_A_COMMISSION;
    yield* measuresFor(world, { ...outline, body, count, by });
  }
  for (const number of [1, 2, 3])
    scribe.ask(risk, riskStream(`generated-risk-${number}`), {
      ...{ type: 'RegisterRisk', riskId: `generated-risk-${number}`, planId, titles: generated(`risk ${number}`), by },
      ...{ mitigation: null, probability: 'MEDIUM', impact: 'HIGH', source: GENERATED },
    });
  yield 8;
  adopt(world, planId, country.councilChair);
}

/** A joint plan of one municipality: its secretary drafts it, its chair adopts it. */
export function* jointPlan(world: World, body: Body): Story {
  const by = body.secretary;
  const place = { planId: jointPlanOf(body), territoryId: body.territoryId! };
  const outline = yield* draft(world, { ...place, kind: 'LOCAL_JOINT', directions: 4, tasks: 2, by });
  yield* measuresFor(world, { ...outline, body, count: world.size.measuresOfJointPlan, by });
  yield 8;
  adopt(world, place.planId, body.chair!);
}

type Outline = { readonly planId: string; readonly tasks: readonly string[] };
type Drafting = {
  readonly planId: string;
  readonly kind: PlanKind;
  readonly territoryId: string;
  readonly directions: number;
  readonly tasks: number;
  readonly by: Actor;
};

function* draft({ scribe, country }: World, drafting: Drafting): Generator<number, Outline> {
  const { planId, kind, territoryId, directions, tasks: tasksOfEach, by } = drafting;
  const stream = planStream(planId);
  const reach = { withinMandate: country.reaches(by, territoryId), keepsPlans: keepsPlans(by.role, kind), by };
  const titles = generated(planId.replace('generated-', '').replaceAll('-', ' '));
  const outline = { planId, kind, territoryId, titles, from: FROM, to: TO, source: GENERATED };
  scribe.ask(plan, stream, { type: 'DraftPlan', ...outline, ...reach });
  yield 1;
  const tasks: string[] = [];
  for (let direction = 1; direction <= directions; direction++) {
    const directionId = `${planId}.${direction}`;
    const ofKind = kind === 'NATIONAL' ? ('COMPONENT' as const) : ('LOCAL_PROBLEM' as const);
    const entry = { kind: ofKind, reference: String(direction), titles: generated(`direction ${direction}`) };
    scribe.ask(plan, stream, { type: 'AddDirection', planId, directionId, ...entry, ...reach });
    yield 0;
    for (let task = 1; task <= tasksOfEach; task++) {
      const taskId = `${directionId}.${task}`;
      const named = { reference: `${direction}/${task}`, titles: generated(`task ${direction}/${task}`) };
      scribe.ask(plan, stream, { type: 'AddTask', planId, taskId, directionId, ...named, ...reach });
      tasks.push(taskId);
      yield 0;
    }
  }
  yield 1;
  return { planId, tasks };
}

const SOURCES: readonly FundingSource[] = ['REPUBLICAN_BUDGET', 'LOCAL_BUDGET', 'DONOR', 'OTHER'];

/** Measures of one organisation, each with two lines of funding. */
function* measuresFor(
  world: World,
  { planId, tasks, body, count, by }: Outline & { body: Body; count: number; by: Actor },
): Story {
  const { scribe, chance, country } = world;
  const { kind, status, from, to, territoryId: ofPlan, tasks: directions } = scribe.stateOf(plan, planStream(planId));
  const territoryId = body.territoryId ?? 'KG';
  const withinMandate = country.reaches(by, territoryId) && country.reaches(by, ofPlan);
  const own = measuresOf(world, planId, body.organisationId);
  for (let number = 1; number <= count; number++) {
    const measureId = `${planId}.${body.organisationId.replace('generated-', '')}.${number}`;
    const taskId = chance.pick(tasks);
    const year = chance.int(2022, 2025);
    scribe.ask(measure, measureStream(measureId), {
      ...{ type: 'AddMeasure', measureId, planId, taskId, territoryId, by, withinMandate, illustrative: true },
      ...{ keepsPlans: keepsPlans(by.role, kind) },
      ...{ titles: generated(`measure ${number} of ${body.organisationId.replace('generated-', '')}`) },
      ...{ coExecutorIds: chance.of(0.3) ? coExecutorsOf(world, body) : [] },
      ...{ responsibleOrganisationId: body.organisationId, expectedResult: generated('expected result') },
      ...{ plannedStart: `${year}-0${chance.int(1, 9)}-01`, deadline: `${year + chance.int(0, 1)}-12-31` },
      plan: { status, from, to, directionId: directions.get(taskId) },
    });
    own.push(measureId);
    world.tasks.set(measureId, taskId);
  }
  yield 1;
  const years = { plan: { status, from, to, directionId: undefined } };
  const carriesOut = carriesOutPlans(by.role, kind);
  const reach = { withinMandate: country.reaches(by, territoryId), carriesOut, by };
  const stillOwn = own.slice(-count);
  for (const line of [1, 2]) {
    const lineId = `line-${line}`;
    for (const measureId of stillOwn) {
      const money = { source: chance.pick(SOURCES), year: 2022 + line, amount: chance.money(50, 900) };
      scribe.ask(measure, measureStream(measureId), {
        ...{ type: 'PlanFunding', measureId, lineId, ...money, ...years, ...reach },
      });
    }
    yield 0;
    for (const measureId of stillOwn) {
      const amount = chance.money(30, 600);
      if (chance.of(0.8))
        scribe.ask(measure, measureStream(measureId), { type: 'AllocateFunding', measureId, lineId, amount, ...reach });
    }
    yield 0;
  }
}

/** One or two organisations of the country besides the responsible one. */
function coExecutorsOf({ chance, country }: World, { organisationId }: Body): readonly string[] {
  const others = country.national.map((each) => each.organisationId).filter((each) => each !== organisationId);
  return others.length === 0 ? [] : [...new Set([chance.pick(others), chance.pick(others)])];
}

function adopt({ scribe, country }: World, planId: string, by: Actor): void {
  const { territoryId, kind } = scribe.stateOf(plan, planStream(planId));
  const legalAct = { titles: generated('legal act'), number: null, date: null };
  const reach = { withinMandate: country.reaches(by, territoryId), keepsPlans: keepsPlans(by.role, kind) };
  const adoptedOn = dateOf(scribe.now);
  scribe.ask(plan, planStream(planId), { type: 'AdoptPlan', planId, adoptedOn, legalAct, by, ...reach });
}
