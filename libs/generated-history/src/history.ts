import { addDays, parsePeriod } from '@baikoo/kernel';
import { Agenda, hourOf } from './agenda.js';
import { Chance } from './chance.js';
import { countryOf } from './country.js';
import { type Batch, Scribe } from './scribe.js';
import { sizeFor } from './size.js';
import { jointCycle, nationalCycle, OPENED_BEFORE, playCycle } from './stories/cycles.js';
import { definitions, revisions, statistics } from './stories/indicators.js';
import { jointPlan, nationalPlan } from './stories/plans.js';
import { registers, succession } from './stories/registers.js';
import type { World } from './world.js';

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
  const world: World = { size, country, chance, scribe, agenda, measures: new Map() };

  agenda.begin(0, registers(world));
  agenda.begin(hourOf('2021-11-01'), definitions(world));
  agenda.begin(hourOf('2021-11-15'), nationalPlan(world));
  for (const body of country.municipalities)
    agenda.begin(hourOf('2021-11-20') + chance.int(0, 60), jointPlan(world, body));
  agenda.begin(hourOf('2023-12-01'), revisions(world));
  for (let index = 0; index < size.halfYears; index++) halfYear(world, index);
  return agenda.play(scribe);
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
