import { type Better, indicator, indicatorStream, series, seriesStream } from '@baikoo/indicators';
import type { Story } from '../agenda.js';
import { GENERATED, generated } from '../words.js';
import type { World } from '../world.js';

/** The indicators by number, from 1: `GENERATED_INDICATOR_1`. */
export const indicatorIdOf = (number: number) => `GENERATED_INDICATOR_${number}`;

const BETTER: readonly Better[] = ['DECREASE', 'INCREASE', 'MAINTAIN'];

/** The country and its regions: where the secretariat itself sets baselines and records statistics. */
const regionsOf = ({ country }: World) =>
  country.territories
    .filter(({ territoryId, parentId }) => territoryId === 'KG' || parentId === 'KG')
    .map(({ territoryId }) => territoryId);

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
    });
  }
  yield 1;
  for (const territoryId of regionsOf(world)) {
    for (const number of numbers) {
      const indicatorId = indicatorIdOf(number);
      const value = chance.int(200, 2_000);
      const figure = { indicatorId, territoryId, definitionVersion: 1, source: GENERATED, by };
      const convention = generated('baseline by convention');
      scribe.ask(indicator, indicatorStream(indicatorId), {
        ...{ type: 'SetBaseline', ...figure, period: '2021-H2', value: String(value), convention },
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

/** Every fourth indicator is counted otherwise from 2024 on. */
export function* revisions({ scribe, country, size }: World): Story {
  for (let number = 2; number <= size.indicators; number += 4) {
    const indicatorId = indicatorIdOf(number);
    scribe.ask(indicator, indicatorStream(indicatorId), {
      ...{ type: 'ReviseDefinition', indicatorId, version: 2, holdsFrom: '2024-01', breakInSeries: true },
      ...{ explanation: generated('counted otherwise'), source: GENERATED, by: country.secretariat },
    });
  }
  yield 1;
}

/** What statistics say for the country and its regions; it need not be what commissions report. */
export function* statistics(world: World, period: string): Story {
  const { scribe, chance, country, size } = world;
  for (const territoryId of regionsOf(world)) {
    for (let number = 1; number <= size.indicators; number++) {
      const indicatorId = indicatorIdOf(number);
      scribe.ask(series, seriesStream(indicatorId, territoryId), {
        ...{ type: 'RecordReading', indicatorId, territoryId, period, value: String(chance.int(150, 2_000)) },
        ...{ qualifier: chance.of(0.05) ? 'APPROXIMATELY' : 'EXACT', definitionVersion: null, note: null },
        ...{ source: { title: 'Generated statistics', reference: period }, illustrative: true, submissionId: null },
        ...{ indicator: scribe.stateOf(indicator, indicatorStream(indicatorId)), by: country.secretariat },
      });
    }
    yield 0;
  }
}
