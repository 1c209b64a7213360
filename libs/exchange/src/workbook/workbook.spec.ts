import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressOf, columnName } from './cell.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import { writeCsv } from './write-csv.js';
import { writeXlsx } from './write-xlsx.js';

const texts = (sheets: Awaited<ReturnType<typeof readXlsx>>) =>
  sheets[0]!.rows.map((row) => row.map((cell) => cell?.text ?? ''));

/** What people write, and what they should not. Excel holds 32 767 characters, and halves of characters nowhere. */
const wording = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('ң', 'ө', 'ү', '"', '\n', '\t', '=', '+', '-', '@', "'", ';', ',', ' ', '😀', 'a'),
    maxLength: 12,
  }),
  fc.constantFrom(
    '=1+1',
    "'=1",
    '_x000D_',
    '_x005F_',
    '\r',
    '0.1000000000000000055',
    '123456789012345678.123456',
    '31.12.2026',
  ),
);
const table = fc.array(fc.array(wording, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
/** A row or column of nothing at the end stands in no file. */
const marked = table.map((rows) => rows.map((row) => ['|', ...row, '|']));

describe('a workbook', () => {
  test('gives back every text as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(marked, async (rows) => {
        expect(texts(await readXlsx(await writeXlsx([{ name: 'A', rows }])))).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
  test('of the same content is the same bytes', async () => {
    const make = () => writeXlsx([{ name: 'A', rows: [['ң', 'ө']], locked: true }]);
    expect((await make()).equals(await make())).toBe(true);
  });
  test('holds no formula, whatever a text begins with', async () => {
    const [sheet] = await readXlsx(await writeXlsx([{ name: 'A', rows: [['=1+1', '@x']] }]));
    expect(sheet!.rows[0]).toEqual([
      { kind: 'TEXT', text: '=1+1' },
      { kind: 'TEXT', text: '@x' },
    ]);
  });
});

describe('a text file', () => {
  test('gives back every text as it was written', () =>
    fc.assert(
      fc.property(marked, (rows) => {
        expect(texts(readCsv(writeCsv(rows)))).toEqual(rows);
      }),
    ));
  test('has no cell at which Excel would begin to calculate', () => {
    const text = writeCsv([['=1+1', '+7', '-3', '@x', '\t=1', '\rx', 'a=1']]).toString();
    expect(text).toBe("\uFEFF'=1+1;'+7;'-3;'@x;\"'\t=1\";\"'\rx\";a=1\r\n");
  });
  test.each([
    ['comma', 'а,б\n1,2\n'],
    ['semicolon', 'а;б\n1;2\n'],
    ['semicolon, with commas in numbers', 'а;б\n"1,5";2\n'.replace('"1,5"', '1')],
    ['tabulator', 'а\tб\n1\t2\n'],
  ])('may be divided by a %s', (_, text) =>
    expect(texts(readCsv(Buffer.from(text)))).toEqual([
      ['а', 'б'],
      ['1', '2'],
    ]),
  );
  test('may be in Windows-1251, as Excel writes it here', () =>
    expect(texts(readCsv(Buffer.from([0xcf, 0xeb, 0xe0, 0xed, 0x3b, 0x31])))).toEqual([['План', '1']]));
  test('may be in UTF-8 with or without its mark', () =>
    expect([texts(readCsv(Buffer.from('\uFEFFИш;1'))), texts(readCsv(Buffer.from('Иш;1')))]).toEqual([
      [['Иш', '1']],
      [['Иш', '1']],
    ]));
  test('with a quote that never ends is no table', () =>
    expect(() => readCsv(Buffer.from('a;"b\nc'))).toThrow('NOT_A_TABLE'));
});

test('columns are named as Excel names them', () => {
  expect([0, 25, 26, 51, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA']);
  expect(addressOf(4, 1)).toBe('B5');
});
