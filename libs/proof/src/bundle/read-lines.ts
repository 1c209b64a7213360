import { BundleBroken } from './failure.js';
import { BUNDLE_LIMITS } from './limits.js';

/** A line of a bundle, without its end. */
export type Line = { readonly number: number; readonly bytes: Buffer };

const LF = 0x0a;
const CR = 0x0d;

/**
 * The lines of a file, one after the other, never more than one of them in memory. Each ends with LF, the last one too:
 * what was cut in the middle of a line shows.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 1;
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (;;) {
      const end = bytes.indexOf(LF, from);
      const part = bytes.subarray(from, end === -1 ? bytes.length : end);
      length += part.length;
      if (length > BUNDLE_LIMITS.line)
        throw new BundleBroken('LINE_TOO_LONG', number, `it has more than ${BUNDLE_LIMITS.line} bytes`);
      rest.push(part);
      if (end === -1) break;
      const line = rest.length === 1 ? part : Buffer.concat(rest);
      if (line.at(-1) === CR)
        throw new BundleBroken('LINE_ENDINGS', number, 'it ends with CR LF: an editor or a mail program changed it');
      yield { number, bytes: line };
      number += 1;
      rest = [];
      length = 0;
      from = end + 1;
    }
  }
  if (length > 0) throw new BundleBroken('CUT_SHORT', number, 'the file ends in the middle of this line');
}
