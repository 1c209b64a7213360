import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FileRefused } from '../problem.js';
import { inspectPart } from './inspect-part.js';
import { LIMITS } from './limits.js';

/** The beginning of an OLE container: a workbook with a password, or one of Excel 97–2003. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP = Buffer.from('PK');

/** Whether bytes claim to be a workbook at all; else they may be a text. */
export const isContainer = (bytes: Buffer): boolean =>
  [OLE, ZIP].some((magic) => bytes.subarray(0, magic.length).equals(magic));

/**
 * Refuses a workbook that could hurt whoever opens it, before a reader of workbooks sees it: by what the container
 * declares, then by what its entries really inflate to, then by what its parts hold.
 */
export async function inspectContainer(bytes: Buffer): Promise<void> {
  if (bytes.length > LIMITS.bytes) throw new FileRefused('FILE_TOO_LARGE', { megabytes: megabytes(LIMITS.bytes) });
  if (bytes.subarray(0, OLE.length).equals(OLE)) throw new FileRefused('ENCRYPTED_OR_OLD');
  const zip = await openZip(bytes);
  try {
    const entries = await readDirectory(zip);
    const names = new Set(entries.map(({ fileName }) => fileName));
    if (!names.has('[Content_Types].xml') || !names.has('xl/workbook.xml')) throw new FileRefused('NOT_A_WORKBOOK');
    await inspectEntries(zip, entries);
  } catch (error) {
    // Whatever the container's reader cannot make sense of is no workbook that Excel wrote.
    throw error instanceof FileRefused ? error : new FileRefused('NOT_A_WORKBOOK');
  } finally {
    zip.close();
  }
}

const openZip = (bytes: Buffer): Promise<ZipFile> =>
  fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(() => {
    throw new FileRefused('NOT_A_WORKBOOK');
  });

/** The entries, once nothing of what they declare is too much. */
async function readDirectory(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > LIMITS.entries) throw new FileRefused('TOO_MANY_PARTS', { limit: String(LIMITS.entries) });
  const entries: Entry[] = [];
  let inflated = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, compressedSize, uncompressedSize } = entry;
    if (entry.isEncrypted()) throw new FileRefused('ENCRYPTED_OR_OLD');
    if (
      /(^|\/)vbaProject|\.bin$|(^|\/)(macrosheets|dialogsheets)\//i.test(fileName) &&
      !/printerSettings/i.test(fileName)
    )
      throw new FileRefused('HAS_MACROS');
    if (/(^|\/)externalLinks?\//i.test(fileName)) throw new FileRefused('HAS_EXTERNAL_LINKS');
    if (/(^|\/)(embeddings|activeX)\//i.test(fileName)) throw new FileRefused('HAS_EMBEDDED_FILES');
    if (entries.some((other) => other.fileName === fileName)) throw new FileRefused('NOT_A_WORKBOOK');
    inflated += uncompressedSize;
    const isBomb = uncompressedSize > 1_048_576 && uncompressedSize > compressedSize * LIMITS.ratio;
    if (inflated > LIMITS.inflatedBytes || isBomb) throw new FileRefused('INFLATES_TOO_FAR');
    entries.push(entry);
  }
  return entries;
}

/** Inflates one entry after the other. A container that declared less than it holds ends here. */
async function inspectEntries(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  const counted = { cells: 0, inflated: 0 };
  for (const entry of entries) {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      counted.inflated += chunk.length;
      if (counted.inflated > LIMITS.inflatedBytes) throw new FileRefused('INFLATES_TOO_FAR');
      if (/\.(xml|rels|vml)$/i.test(entry.fileName)) chunks.push(chunk);
    }
    counted.cells += inspectPart(entry.fileName, Buffer.concat(chunks));
    if (counted.cells > LIMITS.cells) throw new FileRefused('TOO_MANY_CELLS', { limit: String(LIMITS.cells) });
  }
}

export const megabytes = (bytes: number): string => String(Math.floor(bytes / 1_048_576));
