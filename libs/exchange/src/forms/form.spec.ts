import { describe, expect, test } from '@jest/globals';
import { isSameItem, type Item } from '@baikoo/cycles';
import fc from 'fast-check';
import { readHere } from '../workbook/read-here.js';
import { writeXlsx } from '../workbook/write-xlsx.js';
import { filledFrom, type FormRow, itemsFrom } from './form.js';
import { readForm } from './read-form.js';
import { formSheets, type ShownForm } from './write-form.js';

const ROWS = [
  { kind: 'MEASURE', key: 'M1', title: '=Осветить дворы', id: 'm-1', part: '' },
  { kind: 'MONEY', key: 'F1', title: 'Осветить дворы', id: 'm-1', part: 'local-2026' },
  { kind: 'INDICATOR', key: 'I1', title: 'ДТП', id: 'ROAD_ACCIDENTS', part: '2026-H1' },
] as const;

const formOf = (items: readonly Item[]): ShownForm => ({
  ...{
    cycleId: 'c-1',
    organisationId: 'commission',
    language: 'ky',
    organisation: 'Комиссия',
    period: '2026-H1',
    dueOn: '2026-07-15',
  },
  rows: ROWS.map((row): FormRow => ({ ...row, made: filledFrom(row, items) })),
  shown: new Map([['M1', ['2026-12-31', '40 %']]]),
});

const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('ң', 'ө', 'ү', '"', "'", '\n', '=', '@', '-', ' ', '😀', 'я'),
      minLength: 1,
      maxLength: 20,
    }),
    fc.constantFrom('=1+1', '_x000D_', 'строка\nещё', '"', '12.5'),
  )
  .filter((text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0'));
const decimal = fc
  .tuple(fc.bigInt(0n, 10n ** 17n), fc.nat(999_999))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(6, '0')}`);
const amount = fc
  .tuple(fc.bigInt(0n, 10n ** 14n), fc.nat(99))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(2, '0')}`);
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const items: fc.Arbitrary<Item[]> = fc
  .record({
    percent: fc.integer({ min: 0, max: 100 }),
    text: words,
    difficulties: fc.option(words),
    completedOn: day,
    amount,
    value: decimal,
    negative: fc.boolean(),
    title: words,
    reference: fc.option(words),
    explanation: fc.option(words),
    parts: fc.array(
      fc.record({
        dimension: fc.constantFrom('sex', 'age'),
        category: fc.constantFrom('female', '14–17', 'a/b', 'c: d'),
        value: amount,
      }),
      { maxLength: 3 },
    ),
    bytes: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(
    ({ percent, text, difficulties, completedOn, amount, value, negative, title, reference, explanation, ...more }) => [
      {
        ...{ kind: 'PROGRESS', measureId: 'm-1', percent, text, difficulties },
        ...(explanation && { explanation }),
      },
      {
        kind: 'COMPLETION',
        measureId: 'm-1',
        completedOn,
        evidence: {
          fileName: title,
          mediaType: 'application/pdf',
          bytes: more.bytes,
          sha256: 'a'.repeat(64),
          address: 'https://example.kg/a',
        },
      },
      {
        ...{ kind: 'EXPENDITURE', measureId: 'm-1', lineId: 'local-2026', amount },
        ...(explanation && { explanation }),
      },
      {
        kind: 'READING',
        indicatorId: 'ROAD_ACCIDENTS',
        period: '2026-H1',
        value: negative ? `-${value}` : value,
        source: { title, reference },
        ...(explanation && { explanation }),
        ...(more.parts.length > 0 && { parts: more.parts }),
      },
    ],
  );

const through = async (form: ShownForm) => readForm(await readHere(await writeXlsx(formSheets(form))));

describe('a reporting form', () => {
  test('that comes back as it went says exactly what it said', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (said) => {
        const form = await through(formOf(said));
        expect(form.problems).toEqual([]);
        for (const { row, filled } of form.read) expect(filled).toEqual(row.made);
        const again = form.read.flatMap(({ row, filled }) => itemsFrom(row, filled, []).items);
        expect(form.read.flatMap(({ row, filled }) => itemsFrom(row, filled, []).unreadable)).toEqual([]);
        expect(again.map((item, i) => isSameItem(item, said[i]!))).toEqual([true, true, true, true]);
      }),
      { numRuns: 40 },
    );
  });

  test('is locked but for what is filled in, and offers a choice', () => {
    const [measures, , , hidden] = formSheets(formOf([]));
    expect([
      measures!.locked,
      measures!.validations?.some(({ values }) => values?.includes('application/pdf')),
      hidden,
    ]).toMatchObject([true, true, { hidden: true, locked: true }]);
    expect(measures!.rows[2]!.filter((cell) => typeof cell !== 'string' && cell.input)).toHaveLength(11);
  });

  test('with a changed memory is refused', async () => {
    const sheets = formSheets(formOf([])).map((sheet) =>
      sheet.hidden
        ? { ...sheet, rows: sheet.rows.map((row) => row.map((cell) => String(cell).replace('m-1', 'm-2'))) }
        : sheet,
    );
    await expect(writeXlsx(sheets).then(readHere).then(readForm)).rejects.toThrow('FORM_DAMAGED');
  });

  test('of another kind is refused', async () =>
    await expect(
      writeXlsx([{ name: 'A', rows: [['x']] }])
        .then(readHere)
        .then(readForm),
    ).rejects.toThrow('NOT_A_FORM'));

  test('without one of its rows says which', async () => {
    const sheets = formSheets(formOf([])).map((sheet, i) =>
      i === 1 ? { ...sheet, rows: sheet.rows.slice(0, 2) } : sheet,
    );
    const form = await writeXlsx(sheets).then(readHere).then(readForm);
    expect(form.problems).toMatchObject([{ code: 'ROW_MISSING', details: { title: 'Осветить дворы' } }]);
  });
});

describe('what is filled in', () => {
  const row = (i: number): FormRow => ({ ...ROWS[i]!, made: {} });
  test.each([
    [0, { percent: '140', text: 'x' }, ['percent UNREADABLE_PERCENT']],
    [0, { percent: '40' }, ['text VALUE_MISSING']],
    [
      0,
      { completedOn: '31.02.2026', fileName: 'a', mediaType: 'b', bytes: 'много', sha256: 'c', address: 'd' },
      ['completedOn UNREADABLE_DATE', 'bytes UNREADABLE_NUMBER'],
    ],
    [1, { amount: 'много' }, ['amount UNREADABLE_AMOUNT']],
    // 1250 or 1.25? Nobody is asked, so nothing is taken.
    [1, { amount: '1.250' }, ['amount UNREADABLE_AMOUNT']],
    [1, { explanation: 'x' }, ['amount VALUE_MISSING']],
    [2, { value: '12', source: 'x', parts: 'sex / female: 5\nмужчины 7' }, ['parts UNREADABLE_PARTS']],
    [2, { value: 'x' }, ['source VALUE_MISSING', 'value UNREADABLE_NUMBER']],
  ])('in row %s as %j is told field by field', (i, filled, faults) =>
    expect(itemsFrom(row(i), filled, []).unreadable.map(({ field, code }) => `${field} ${code}`)).toEqual(faults),
  );
  test('may be written as people write: 40 %, 1 250,50, 31.12.2026', () =>
    expect([
      itemsFrom(row(0), { percent: '40 %', text: 'x' }, []).items,
      itemsFrom(row(1), { amount: '1 250,50' }, []).items,
      itemsFrom(
        row(0),
        { completedOn: '31.12.2026', fileName: 'a', mediaType: 'b/c', bytes: '1', sha256: 'c', address: 'd' },
        [],
      ).items,
    ]).toMatchObject([[{ percent: 40 }], [{ amount: '1250.50' }], [{ completedOn: '2026-12-31' }]]));
  test('as parts stays when the value changes, and goes when it is emptied', () => {
    const held: Item[] = [
      {
        ...{ kind: 'READING', indicatorId: 'ROAD_ACCIDENTS', period: '2026-H1', value: '12' },
        ...{ source: { title: 'x', reference: null }, parts: [{ dimension: 'sex', category: 'female', value: '5' }] },
      },
    ];
    const made = filledFrom(row(2), held);
    expect(made.parts).toBe('sex / female: 5');
    const said = (filled: object) => itemsFrom(row(2), { ...made, ...filled }, held).items;
    expect(said({ value: '13' })).toMatchObject([{ value: '13', parts: [{ category: 'female', value: '5' }] }]);
    expect(said({ parts: '' })[0]).not.toHaveProperty('parts');
  });
  test('as nothing is no item', () => expect(itemsFrom(row(0), {}, []).items).toEqual([]));
});
