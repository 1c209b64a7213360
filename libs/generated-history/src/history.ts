import { addDays, parsePeriod } from '@baikoo/kernel';
import { Agenda, hourOf } from './agenda.js';
import { Chance } from './chance.js';
import { countryOf } from './country.js';
import { type Batch, Scribe } from './scribe.js';
import { sizeFor } from './size.js';
import { jointCycle, nationalCycle, OPENED_BEFORE, playCycle } from './stories/cycles.js';
import { amendment } from './stories/amendments.js';
import { definitions, revisions, statistics } from './stories/indicators.js';
import { links } from './stories/links.js';
import { jointPlan, jointPlanOf, NATIONAL_PLAN, nationalPlan } from './stories/plans.js';
import { registers, succession } from './stories/registers.js';
import { measuresOf, type World } from './world.js';

export type Wanted = {
  /** About how many events. */
  readonly events: number;
  /** The same seed and size give the same events, byte for byte. */
  readonly seed: number;
};

/**
 * Half-years of crime prevention in an invented country, decided by the real deciders, in batches that can be written
 * one after the other. Nothing but states is held, so a history may be long.
 */
export async function generateHistory({ events, seed }: Wanted): Promise<Generator<Batch>> {
  const size = sizeFor(events);
  const country = await countryOf(size);
  const [chance, scribe, agenda] = [Chance.ofSeed(seed), new Scribe(seed), new Agenda()];
  const world: World = { size, country, chance, scribe, agenda, measures: new Map(), tasks: new Map() };

  agenda.begin(0, registers(world));
  agenda.begin(hourOf('2021-11-01'), definitions(world));
  agenda.begin(hourOf('2021-11-15'), nationalPlan(world));
  for (const body of country.municipalities)
    agenda.begin(hourOf('2021-11-20') + chance.int(0, 60), jointPlan(world, body));
  // Of a chance of its own: what else happens does not depend on it.
  const aside: World = { ...world, chance: chance.another().another() };
  for (const body of country.municipalities)
    agenda.begin(hourOf('2022-01-10') + aside.chance.int(0, 60), links(aside, jointPlanOf(body), body));
  for (const body of country.national)
    agenda.begin(hourOf('2022-01-20') + aside.chance.int(0, 60), links(aside, NATIONAL_PLAN, body));
  changedPlans(aside);
  agenda.begin(hourOf('2023-12-01'), revisions(world));
  for (let index = 0; index < size.halfYears; index++) halfYear(world, index);
  return agenda.play(scribe);
}

/** The national plan is amended in each way that an amendment can end; of the joint plans every second one, once. */
function changedPlans(world: World): void {
  const { agenda, country, chance } = world;
  const { secretariat, councilChair: adopter, national, municipalities } = country;
  for (const [index, end] of (['ADOPTED', 'WITHDRAWN', 'REJECTED'] as const).entries()) {
    const [planId, number] = [NATIONAL_PLAN, index + 1];
    const measureIds = measuresOf(world, planId, national[index % national.length]!.organisationId);
    const story = amendment(world, { planId, measureIds, number, proposer: secretariat, adopter, end });
    agenda.begin(hourOf(`2022-0${number + 1}-15`), story);
  }
  for (const body of municipalities) {
    if (!chance.of(0.5)) continue;
    const measureIds = measuresOf(world, jointPlanOf(body), body.organisationId);
    const end = chance.of(0.7) ? 'ADOPTED' : chance.of(0.5) ? 'REJECTED' : 'WITHDRAWN';
    const people = { proposer: body.secretary, adopter: body.chair! };
    const story = amendment(world, { planId: jointPlanOf(body), measureIds, number: 1, ...people, end });
    agenda.begin(hourOf('2022-05-10') + chance.int(0, 300), story);
  }
}

function halfYear(world: World, index: number): void {
  const { agenda, country, chance } = world;
  const year = 2022 + Math.floor(index / 2);
  const period = `${year}-H${(index % 2) + 1}`;
  const end = parsePeriod(period)!.to;
  const opens = hourOf(addDays(end, 1 - OPENED_BEFORE));
  agenda.begin(opens, playCycle(world, nationalCycle(world, period)));
  for (const body of country.municipalities) agenda.begin(opens, playCycle(world, jointCycle(body, period)));
  agenda.begin(hourOf(addDays(end, 40)), statistics(world, period));
  // Between two reports; a secretary who writes one also finishes it.
  const between = hourOf(addDays(end, 120));
  for (const body of country.municipalities)
    if (chance.of(0.02)) agenda.begin(between, succession(world, body, year * 10 + (index % 2)));
}
