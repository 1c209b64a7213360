import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from './limits.js';
import { readHere } from './read-here.js';
import { writeXlsx } from './write-xlsx.js';

type Part = {
  readonly name: string;
  readonly content: Buffer | string;
  readonly declared?: number;
  readonly encrypted?: boolean;
};

const CONTENT_TYPES = { name: '[Content_Types].xml', content: '<Types/>' };
const sheet = (cells: string): Part => ({
  name: 'xl/worksheets/sheet1.xml',
  content: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
});

/** A zip made byte by byte (PKWARE APPNOTE 4.3), so that it can lie. */
function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, declared, encrypted = false } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const head = (signature: number, length: number, shift: number) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUInt32LE(signature, 0);
      bytes.writeUInt16LE(encrypted ? 1 : 0, 6 + shift);
      bytes.writeUInt16LE(8, 8 + shift);
      bytes.writeUInt32LE(packed.length, 18 + shift);
      bytes.writeUInt32LE(declared ?? plain.length, 22 + shift);
      bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
      return bytes;
    };
    const entry = head(0x02014b50, 46, 2);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    const file = Buffer.concat([head(0x04034b50, 30, 0), Buffer.from(name), packed]);
    files.push(file);
    at += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, central, end]);
}

const book = (...parts: readonly Part[]) =>
  zipOf([CONTENT_TYPES, { name: 'xl/workbook.xml', content: '<workbook/>' }, ...parts]);
const relationship = (type: string) =>
  `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="http://evil.example/" TargetMode="External"/></Relationships>`;

const HOSTILE: readonly (readonly [what: string, code: string, bytes: () => Buffer])[] = [
  ['a file above the limit of size', 'FILE_TOO_LARGE', () => Buffer.alloc(LIMITS.bytes + 1, 'PK')],
  [
    'a workbook with a password, or an old one',
    'ENCRYPTED_OR_OLD',
    () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  ],
  ['an encrypted entry', 'ENCRYPTED_OR_OLD', () => book({ name: 'a', content: 'x', encrypted: true })],
  ['a zip that is cut off', 'NOT_A_WORKBOOK', () => book().subarray(0, 60)],
  ['a zip that is no workbook', 'NOT_A_WORKBOOK', () => zipOf([{ name: 'readme.txt', content: 'x' }])],
  ['two entries of one name', 'NOT_A_WORKBOOK', () => book({ name: 'xl/workbook.xml', content: '<other/>' })],
  ['a path out of the container', 'NOT_A_WORKBOOK', () => book({ name: '../../etc/passwd', content: 'x' })],
  [
    'a zip bomb by what it declares',
    'INFLATES_TOO_FAR',
    () => book({ name: 'xl/media/a', content: Buffer.alloc(8_000_000) }),
  ],
  [
    'a zip bomb that declares less than it holds',
    'NOT_A_WORKBOOK',
    () => book({ name: 'xl/media/a', content: Buffer.alloc(8_000_000), declared: 100 }),
  ],
  [
    'more entries than a workbook has',
    'TOO_MANY_PARTS',
    () => book(...Array.from({ length: 250 }, (_, i) => ({ name: `x${i}`, content: '' }))),
  ],
  ['a project of macros', 'HAS_MACROS', () => book({ name: 'xl/vbaProject.bin', content: 'x' })],
  [
    'a type of content with macros',
    'HAS_MACROS',
    () =>
      zipOf([
        { name: '[Content_Types].xml', content: '<Types x="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>' },
        { name: 'xl/workbook.xml', content: '' },
      ]),
  ],
  [
    'links to other workbooks',
    'HAS_EXTERNAL_LINKS',
    () => book({ name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' }),
  ],
  [
    'a relationship to the outside',
    'HAS_EXTERNAL_LINKS',
    () => book({ name: 'xl/worksheets/_rels/sheet1.xml.rels', content: relationship('image') }),
  ],
  ['an embedded file', 'HAS_EMBEDDED_FILES', () => book({ name: 'xl/embeddings/a.docx', content: 'x' })],
  [
    'a billion laughs',
    'HAS_DTD',
    () =>
      book({
        name: 'xl/styles.xml',
        content: '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>',
      }),
  ],
  [
    'an encoding that hides a DTD',
    'HAS_DTD',
    () => book({ name: 'xl/styles.xml', content: Buffer.from('\uFEFF<!DOCTYPE x>', 'utf16le') }),
  ],
  [
    'too many sheets',
    'TOO_MANY_SHEETS',
    () => zipOf([CONTENT_TYPES, { name: 'xl/workbook.xml', content: '<sheet name="a"/>'.repeat(21) }]),
  ],
  ['a cell beyond the last row', 'TOO_MANY_ROWS', () => book(sheet('<row r="1048576"><c r="A1048576"/></row>'))],
  ['a cell beyond the last column', 'TOO_MANY_COLUMNS', () => book(sheet('<row r="1"><c r="XFD1"/></row>'))],
  ['a rectangle of too many cells', 'TOO_MANY_CELLS', () => book(sheet('<row r="9000"><c r="CV9000"/></row>'))],
  [
    'too many shared texts',
    'TOO_MANY_CELLS',
    () =>
      book({
        name: 'xl/sharedStrings.xml',
        content: Array.from({ length: 200_001 }, (_, i) => `<si><t>${i}</t></si>`).join(''),
      }),
  ],
  ['tags that never end', 'NOT_A_WORKBOOK', () => book(sheet('<c '.repeat(300_000)))],
  ['a picture', 'NOT_A_TABLE', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])],
];

describe('refused before it can hurt:', () => {
  test.each(HOSTILE)('%s (%s)', async (_, code, bytes) => {
    const began = performance.now();
    await expect(readHere(bytes())).rejects.toThrow(code);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a workbook of ours', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await writeXlsx([{ name: 'A', rows: [['x']] }]);
  });
  test('passes all of this', async () => expect(await readHere(bytes)).toHaveLength(1));
  test('may have an address in a cell', async () => {
    await expect(
      readHere(book({ name: 'xl/worksheets/_rels/sheet1.xml.rels', content: relationship('hyperlink') })),
    ).rejects.not.toThrow('HAS_EXTERNAL_LINKS');
  });
  test('that is damaged anywhere is refused or read, and never more', async () => {
    for (let at = 0; at < bytes.length; at += 97) {
      const damaged = Buffer.from(bytes);
      damaged[at] = damaged[at]! ^ 0xff;
      const outcome = await readHere(damaged).catch((error: Error) => error.name);
      expect(outcome === 'FileRefused' || Array.isArray(outcome)).toBe(true);
    }
  });
});
