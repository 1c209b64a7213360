import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMatrix } from '../matrix/read-matrix.js';
import { readCsv } from '../workbook/read-csv.js';
import { readXlsx } from '../workbook/read-xlsx.js';
import { writeCsv } from '../workbook/write-csv.js';
import { writeXlsx } from '../workbook/write-xlsx.js';
import { type MatrixContent, matrixTable } from './write-matrix.js';

/** What people call things: letters of the country, marks, lines, and signs at which a table would calculate. */
const words = fc
  .string({ unit: fc.constantFrom(...'абвңөүabc 12.,;:"\'()-=+@%«»\n'), minLength: 1, maxLength: 30 })
  .map((text) => `Д${text}`.trim());
const texts = fc.record({ ru: words, ky: fc.option(words, { nil: undefined }) }).map(({ ru, ky }) => ({
  ru,
  ...(ky !== undefined && { ky }),
}));
const amount = fc
  .tuple(fc.bigInt(1n, 10n ** 12n), fc.nat(99))
  .map(([som, tyiyn]) => `${som}.${String(tyiyn).padStart(2, '0')}`);
const figure = fc
  .tuple(fc.integer({ min: -9_999, max: 9_999 }), fc.nat(99_999))
  .map(([whole, rest]) => `${whole}.${rest}9`);
const year = fc.integer({ min: 2026, max: 2028 });
const day = fc.tuple(year, fc.constantFrom('01-31', '06-30', '12-31')).map(([y, rest]) => `${y}-${rest}`);

const ORGANISATIONS = ['mvd', 'akimiat', 'a-1', 'a-2'].map((id) => ({
  id,
  names: { ru: id.startsWith('a-') ? 'Одного имени' : `Орган ${id}` },
}));
const TERRITORIES = [{ id: 'KG-X', names: { ru: 'Район' } }];
const CODES = ['THEFT', 'FRAUD'];

const measure = fc.record({
  titles: texts,
  plannedStart: day,
  deadline: day,
  responsibleOrganisationId: fc.constantFrom(...ORGANISATIONS.map(({ id }) => id)),
  coExecutorIds: fc.uniqueArray(fc.constantFrom('mvd', 'akimiat', 'a-1'), { maxLength: 3 }),
  territoryId: fc.constantFrom('KG', 'KG-X'),
  expectedResult: fc.option(texts),
  meansOfVerification: fc.option(texts),
  indicatorIds: fc.uniqueArray(fc.constantFrom(...CODES), { maxLength: 2 }),
  money: fc.array(
    fc.record({
      year,
      planned: amount,
      source: fc.constantFrom('REPUBLICAN_BUDGET', 'LOCAL_BUDGET', 'DONOR', 'OTHER'),
    }),
    { maxLength: 3 },
  ),
});
const indicators = fc.tuple(
  ...CODES.map((id) =>
    fc.record({
      id: fc.constant(id),
      baseline: fc.option(fc.record({ value: figure, period: fc.constantFrom('2024', '2025-H1') })),
      targets: fc.uniqueArray(fc.record({ value: figure, period: fc.constantFrom('2026', '2027', '2028-H2') }), {
        selector: ({ period }) => period,
        maxLength: 3,
      }),
    }),
  ),
);

/** A plan of one direction with one task: what is proven is that the rows come back. */
const content = fc
  .record({ measures: fc.array(measure, { minLength: 1, maxLength: 5 }), titles: texts, indicators })
  .map(({ measures, titles, indicators }) => ({
    plan: {
      territoryId: 'KG',
      directions: [
        {
          id: '1',
          kind: 'LOCAL_PROBLEM' as const,
          reference: '1',
          titles,
          tasks: [{ id: '1/1', reference: '1/1', titles }],
        },
      ],
    },
    measures: measures.map(({ money, ...one }) => ({
      ...{ ...one, directionId: '1', taskId: '1/1' },
      funding: money,
    })),
    ...{ organisations: ORGANISATIONS, territories: TERRITORIES, indicators },
  }));

const PERIOD = { from: '2026-01-01', to: '2028-12-31' };

async function through(given: MatrixContent, format: 'csv' | 'xlsx') {
  const rows = matrixTable(given, 'ru');
  const sheets = format === 'csv' ? readCsv(writeCsv(rows)) : await readXlsx(await writeXlsx([{ name: 'План', rows }]));
  return readMatrix(sheets, PERIOD, 'ru');
}

describe('an exported matrix', () => {
  test.each(['csv', 'xlsx'] as const)('as %s says every measure as it was, without a question', async (format) => {
    await fc.assert(
      fc.asyncProperty(content, async (given) => {
        const { rows, problems, warnings } = await through(given, format);
        expect([problems, warnings]).toEqual([[], []]);
        const wanted = given.measures.map((one) => ({
          ...{ titles: one.titles, start: one.plannedStart, deadline: one.deadline },
          ...{ expectedResult: one.expectedResult, verification: one.meansOfVerification },
          money: one.funding.map(({ planned, year, source }) => ({ amount: planned, year, source })),
          indicators: one.indicatorIds.map((id) => given.indicators.find((known) => known.id === id)),
          coExecutors: one.coExecutorIds.length,
          reference: '1/1',
        }));
        const read = rows.map((row) => ({
          ...{ titles: row.titles, start: row.start, deadline: row.deadline },
          ...{ expectedResult: row.expectedResult, verification: row.verification },
          money: row.money.map(({ amount, year, source }) => ({ amount, year, source })),
          indicators: row.indicators.map(({ text, baseline, targets }) => ({
            id: text,
            baseline: baseline ? { value: baseline.value, period: baseline.period } : null,
            targets: targets.map(({ value, period }) => ({ value, period })),
          })),
          coExecutors: row.coExecutors.length,
          reference: row.task.reference,
        }));
        const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted();
        expect(sorted(read)).toEqual(sorted(wanted));
      }),
      { numRuns: format === 'csv' ? 200 : 40 },
    );
  });
});
