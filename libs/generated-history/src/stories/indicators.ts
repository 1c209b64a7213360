import { type Better, indicator, indicatorStream, series, seriesStream } from '@baikoo/indicators';
import type { Story } from '../agenda.js';
import { GENERATED, generated, indicatorIdOf } from '../words.js';
import type { World } from '../world.js';
import { figureOf, mendStatistics, type ReadingKey } from './readings.js';

const BETTER: readonly Better[] = ['DECREASE', 'INCREASE', 'MAINTAIN'];

/** The country and its regions: where the secretariat itself sets baselines and records statistics. */
const regionsOf = ({ country }: World) =>
  country.territories
    .filter(({ territoryId, parentId }) => territoryId === 'KG' || parentId === 'KG')
    .map(({ territoryId }) => territoryId);

/** By what every third indicator is broken down. */
const DIMENSIONS = [{ dimension: 'sex', categories: ['female', 'male'] }] as const;

/** An indicator that was tried and given up. */
const TRIED = 'GENERATED_INDICATOR_TRIED';
const ENOUGH = 'Generated: nobody counts it.';

/** Indicators with a baseline and a target for the country and each region. */
export function* definitions(world: World): Story {
  const { scribe, chance, country, size } = world;
  const by = country.secretariat;
  const numbers = Array.from({ length: size.indicators }, (_, index) => index + 1);
  for (const number of numbers) {
    const indicatorId = indicatorIdOf(number);
    scribe.ask(indicator, indicatorStream(indicatorId), {
      ...{ type: 'DefineIndicator', indicatorId, names: generated(`indicator ${number}`), unit: generated('cases') },
      ...{ better: BETTER[number % 3]!, valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM' },
      ...{ frequency: 'HALF_YEAR', sensitivity: number % 4 === 0 ? 'SENSITIVE' : 'ORDINARY' },
      ...{ directionReference: null, holdsFrom: '2021', source: GENERATED, by },
      ...(number % 3 === 0 && { dimensions: DIMENSIONS }),
    });
  }
  scribe.ask(indicator, indicatorStream(TRIED), {
    ...{ type: 'DefineIndicator', indicatorId: TRIED, names: generated('indicator on trial'), better: 'DECREASE' },
    ...{ unit: generated('cases'), valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM' },
    ...{ frequency: 'HALF_YEAR', sensitivity: 'ORDINARY', directionReference: null, holdsFrom: '2021' },
    ...{ source: GENERATED, status: 'DRAFT', by },
  });
  yield 1;
  scribe.ask(indicator, indicatorStream(TRIED), { type: 'ActivateIndicator', indicatorId: TRIED, by });
  for (const territoryId of regionsOf(world)) {
    for (const number of numbers) {
      const indicatorId = indicatorIdOf(number);
      const value = chance.int(200, 2_000);
      const figure = { indicatorId, territoryId, definitionVersion: 1, source: GENERATED, by };
      const convention = generated('baseline by convention');
      scribe.ask(indicator, indicatorStream(indicatorId), {
        ...{ type: 'SetBaseline', ...figure, period: '2021-H1', value: String(value), convention },
      });
    }
    yield 0;
    for (const number of numbers) {
      const indicatorId = indicatorIdOf(number);
      const figure = { indicatorId, territoryId, definitionVersion: 1, source: GENERATED, by };
      const value = String(chance.int(150, 1_800));
      scribe.ask(indicator, indicatorStream(indicatorId), {
        ...{ type: 'SetTarget', ...figure, period: '2025-H2', value, illustrative: true },
      });
    }
    yield 0;
  }
}

/** Every fourth indicator is counted otherwise from 2024 on: what it is measured against is then restated too. */
export function* revisions(world: World): Story {
  const { scribe, chance, country, size } = world;
  const by = country.secretariat;
  scribe.ask(indicator, indicatorStream(TRIED), { type: 'RetireIndicator', indicatorId: TRIED, why: ENOUGH, by });
  for (let number = 2; number <= size.indicators; number += 4) {
    const indicatorId = indicatorIdOf(number);
    scribe.ask(indicator, indicatorStream(indicatorId), {
      ...{ type: 'ReviseDefinition', indicatorId, version: 2, holdsFrom: '2024-01', breakInSeries: true },
      ...{ explanation: generated('counted otherwise'), source: GENERATED, by },
    });
    yield 1;
    const figure = { indicatorId, territoryId: 'KG', definitionVersion: 2, source: GENERATED, by };
    const why = 'Generated: counted by the new definition.';
    scribe.ask(indicator, indicatorStream(indicatorId), {
      ...{ type: 'RestateBaseline', ...figure, period: '2021-H1', value: String(chance.int(2_001, 3_000)), why },
      convention: generated('baseline by convention'),
    });
    yield 1;
    scribe.ask(indicator, indicatorStream(indicatorId), {
      ...{ type: 'ReviseTarget', ...figure, period: '2025-H2', value: String(chance.int(1_801, 2_500)), why },
      illustrative: true,
    });
  }
  yield 1;
}

/** What statistics say for the country and its regions; it need not be what commissions report. */
export function* statistics(world: World, period: string): Story {
  const { scribe, chance, country, size } = world;
  const by = country.secretariat;
  const source = { title: 'Generated statistics', reference: period };
  const recorded: ReadingKey[] = [];
  for (const territoryId of regionsOf(world)) {
    for (let number = 1; number <= size.indicators; number++) {
      const indicatorId = indicatorIdOf(number);
      const stream = seriesStream(indicatorId, territoryId);
      const known = scribe.stateOf(indicator, indicatorStream(indicatorId));
      const figure = figureOf(world, number, territoryId, 2_000);
      // Sometimes nobody counted; a commission may have reported a figure all the same.
      if (chance.of(0.12)) {
        const why = 'Generated: not counted in this half-year.';
        const missing = { indicatorId, territoryId, period, why, indicator: known, by };
        scribe.tryAsk(series, stream, { type: 'DeclareReadingMissing', ...missing });
        continue;
      }
      const decided = scribe.ask(series, stream, {
        ...{ type: 'RecordReading', indicatorId, territoryId, period, ...figure },
        ...{ qualifier: chance.of(0.05) ? 'APPROXIMATELY' : 'EXACT', definitionVersion: null, note: null },
        ...{ source, illustrative: true, submissionId: null, indicator: known, by },
      });
      const { data } = decided.events[0]!;
      if ('readingId' in data) recorded.push(data);
    }
    yield 0;
  }
  yield chance.int(40, 80);
  yield* mendStatistics(world, recorded);
}
