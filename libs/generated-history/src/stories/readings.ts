import { indicator, indicatorStream, isAboutSources, openFlagsOf, series, seriesStream } from '@baikoo/indicators';
import type { Story } from '../agenda.js';
import type { Body } from '../country.js';
import { indicatorIdOf } from '../words.js';
import type { World } from '../world.js';

export type ReadingKey = { readonly readingId: string; readonly indicatorId: string; readonly territoryId: string };

const streamOf = ({ indicatorId, territoryId }: Pick<ReadingKey, 'indicatorId' | 'territoryId'>) =>
  seriesStream(indicatorId, territoryId);

/**
 * A figure near the last one of its series, as figures of life are; now and then one that has to be explained. Every
 * third indicator is broken down by sex.
 */
export function figureOf({ scribe, chance }: World, number: number, territoryId: string, most: number) {
  const indicatorId = indicatorIdOf(number);
  const last = [...scribe.stateOf(series, seriesStream(indicatorId, territoryId)).readings.values()].at(-1);
  const near = last && Number(last.value) > 0 && !chance.of(0.1) ? Number(last.value) : undefined;
  const value = near === undefined ? chance.int(0, most) : Math.round((near * chance.int(85, 115)) / 100);
  const female = Math.round((value * chance.int(20, 80)) / 100);
  const part = (category: string, count: number) => ({ dimension: 'sex', category, value: String(count) });
  return {
    value: String(value),
    // Below ten cases nobody says who they were; of some cases the sex is unknown.
    ...(number % 3 === 0 && value > 9 && { parts: [part('female', female), part('male', value - female)] }),
  };
}

/**
 * What the checks found is explained by whoever reported it, most of it; which of two sources holds is said by the
 * council's chair, who brought neither. About half of what nobody doubts any longer is confirmed by the secretariat.
 */
export function* settleReadings(world: World, body: Body, readings: readonly ReadingKey[]): Story {
  const { scribe, chance, country } = world;
  const open = readings.flatMap((key) => {
    const { readingId, indicatorId, territoryId } = key;
    const flags = openFlagsOf(scribe.stateOf(series, streamOf(key)), readingId);
    return flags.map((flag) => ({ indicatorId, territoryId, readingId: flag.readingId, rule: flag.rule, asked: key }));
  });
  for (const { asked, ...flag } of open) {
    if (chance.of(0.2)) continue;
    const sources = isAboutSources(flag.rule);
    scribe.tryAsk(series, streamOf(asked), {
      ...{ type: 'ResolveFlag', ...flag, explanation: EXPLAINED, holds: sources ? asked.readingId : null },
      by: sources ? country.councilChair : body.secretary,
    });
  }
  if (open.length > 0) yield 0;
  for (const { readingId, indicatorId, territoryId } of readings) {
    if (!chance.of(0.5)) continue;
    // Refused where a flag is still open: then it stays provisional.
    scribe.tryAsk(series, seriesStream(indicatorId, territoryId), {
      ...{ type: 'ConfirmReading', readingId, indicatorId, territoryId, by: country.secretariat },
    });
  }
}

const EXPLAINED = 'Generated explanation: the figure was checked against the register.';

/** Statistics are looked at again: some are corrected, a few retracted. */
export function* mendStatistics({ scribe, chance, country }: World, recorded: readonly ReadingKey[]): Story {
  const by = country.secretariat;
  for (const key of recorded) {
    const former = scribe.stateOf(series, streamOf(key)).readings.get(key.readingId)!;
    const { readingId, indicatorId, territoryId } = key;
    if (chance.of(0.04)) {
      const why = 'Generated: published by mistake.';
      const whose = { readingId, indicatorId, territoryId, why, submissionId: null, by };
      scribe.ask(series, streamOf(key), { type: 'RetractReading', ...whose });
    } else if (chance.of(0.06)) {
      const known = scribe.stateOf(indicator, indicatorStream(indicatorId));
      scribe.ask(series, streamOf(key), {
        ...{ type: 'CorrectReading', readingId, indicatorId, territoryId, indicator: known, by },
        ...{ value: String(Number(former.value) + chance.int(10, 60)), qualifier: 'EXACT', definitionVersion: null },
        ...{ source: former.source, note: null, illustrative: true, submissionId: null, parts: former.parts ?? null },
        ...{ why: 'Generated: late reports were added.' },
      });
    }
  }
  yield 0;
}
