import { readFileSync } from 'node:fs';
import { projectFile } from '@baikoo/database';
import { firstData, readTable } from '@baikoo/first-data';
import { isCalendarDate, isDecimal, parsePeriod } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';

const unique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('the first data', () => {
  test('are loaded by commands each of which has an id of its own', async () => {
    const ids = (await firstData(true)).flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(unique(ids)).toBe(true);
    expect(Math.max(...ids.map((id) => `first-data:${id}`.length))).toBeLessThanOrEqual(100);
  });

  test('hold 7 components with 17 tasks and 6 priorities with 25 tasks', async () => {
    const directions = await readTable('concept/directions.csv');
    const tasks = await readTable('concept/tasks.csv');
    const count = (kind: string) => {
      const refs = directions.filter((row) => row['kind'] === kind).map(({ ref }) => ref);
      return [refs.length, tasks.filter((task) => refs.includes(task['direction_ref'])).length];
    };
    expect([count('COMPONENT'), count('PRIORITY')]).toEqual([
      [7, 17],
      [6, 25],
    ]);
  });

  test('give every reading a period, an exact number and a source', async () => {
    const wrong = (await readTable('indicators/readings.csv')).filter(
      ({ period, value, source, source_ref, input_row }) =>
        !parsePeriod(period!) || !isDecimal(value!) || !source || !(source_ref || input_row),
    );
    expect(wrong).toEqual([]);
  });

  test('record the new count after the codes of 2021 as a break', async () => {
    const versions = await readTable('indicators/definition_versions.csv');
    const crimes = versions.filter(({ code }) => code === 'CRIMES_TOTAL');
    expect(crimes.map((row) => [row['version'], row['holds_from'], row['break_in_series']])).toEqual([
      ['1', '2019', 'no'],
      ['2', '2022', 'yes'],
    ]);
  });

  test('mark every Kyrgyz text that a machine made', async () => {
    for (const file of ['concept/directions', 'concept/tasks', 'concept/risks', 'indicators/definitions'])
      for (const row of await readTable(`${file}.csv`)) expect(row['ky_unconfirmed']).toBe('yes');
  });

  test('name no person', () => {
    const mandates = readFileSync(projectFile('data/illustrative/mandates.csv'), 'utf8');
    for (const [, person] of mandates.matchAll(/^[^,]+,([^,]+),/gm)) expect(person).toMatch(/^(person|demo-[a-z-]+)$/);
  });

  test('plan illustrative measures within dates of the calendar, on lines that are planned', async () => {
    const measures = await readTable('illustrative/measures.csv');
    for (const { planned_start: from, deadline: to } of measures)
      expect([isCalendarDate(from!), isCalendarDate(to!), from! <= to!]).toEqual([true, true, true]);
    const ids = measures.map(({ id }) => id);
    for (const { measure } of await readTable('illustrative/funding.csv')) expect(ids).toContain(measure);
  });
});
