import {
  canonicalJson,
  type Hash,
  hashLeaf,
  leafText,
  proveConsistency,
  proveInclusion,
  readCheckpoint,
  readNote,
} from '../domain/index.js';
import type { BundleSource } from './bundle-source.js';
import { FIRST_LINE } from './format.js';
import { mergingReader } from './merging-reader.js';
import { type Names, textLines } from './text-for-people.js';

/** Events whose proofs are asked for with one question. */
const PAGE = 500;

/** The text of a bundle (docs/audit-bundle.md), in pieces. Memory does not grow with the number of events. */
export async function* writeBundle(source: BundleSource, names: Names): AsyncGenerator<string> {
  const { size } = readCheckpoint(readNote(source.checkpoint).text);
  yield `${FIRST_LINE}\n`;
  yield* textLines(source, size, names);
  yield line('scope', source.scope);
  for (const { handover, vkey } of source.keys) yield line('key', { handover, vkey });
  yield line('checkpoint', source.checkpoint);
  for (const from of new Set(source.earlier))
    if (from > 0 && from < size)
      yield line('consistency', { from, hashes: texts(await proveConsistency(from, size, source.hashes)) });
  let events = 0;
  for await (const page of pagesOf(source.events(), PAGE)) {
    const hashes = mergingReader(source.hashes);
    const proofs = await Promise.all(page.map(({ index }) => proveInclusion(index, size, hashes)));
    const leaves = await hashes.readHashes(page.map(({ index }) => ({ level: 0, index })));
    yield page
      .map(({ index, event }, i) => {
        const text = leafText(event);
        // Whoever finds a bundle has compared them: the record was changed in between.
        if (!hashLeaf(text).equals(leaves[i]!))
          throw new Error(`Event ${index} of the record is not what the tree holds.`);
        return `${line('proof', { hashes: texts(proofs[i]!), index })}event ${text}\n`;
      })
      .join('');
    events += page.length;
  }
  yield line('end', { events });
}

type Content = Parameters<typeof canonicalJson>[0];
const line = (word: string, content: Content): string => `${word} ${canonicalJson(content)}\n`;

const texts = (hashes: readonly Hash[]): readonly string[] => hashes.map((hash) => hash.toString('base64'));

async function* pagesOf<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let page: T[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
