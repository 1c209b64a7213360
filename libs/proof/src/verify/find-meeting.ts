import { HASH_BYTES } from '../domain/index.js';
import { hashAt } from '../leaves/read-leaves.js';
import { commonStart, countOf, type Meeting, textAt } from './meeting.js';

/** Hashes from so many further on than where the two differ. */
export type Ahead = (offset: number) => AsyncIterable<Buffer>;

/** Anchors that are held of each side: some 15 MB. */
const ANCHORS = 65_536;
/** Hashes that are read of one side, then of the other: few first, because most stretches are short. */
const [FIRST_BLOCK, LARGEST_BLOCK] = [4_096, 65_536];

/** Where an anchor stands, and the hash that follows it; empty where it is the last. */
type Anchor = { readonly place: number; readonly next: string };

/**
 * Where both go on alike again, however far away, in a bounded memory. Both are read on side by side, and of each some hashes
 * are held as anchors: all of them at first, then those whose first bits are zero, more bits the more there are, so that both
 * sides choose the same. An anchor of one side that stands in the other with the same hash after it is where they meet, or
 * shortly behind that. Where they do not meet before both end, nothing of them is alike but, it may be, one's length more.
 */
export async function findMeeting(found: Ahead, kept: Ahead, most = ANCHORS): Promise<Meeting> {
  const search = new Search(most);
  const [now, then] = [new Side(found(0), true), new Side(kept(0), false)];
  try {
    for (let block = FIRST_BLOCK; !search.best && !(now.ended && then.ended);) {
      await now.read(block, (hash, anchor) => search.seek(now, then, hash, anchor));
      await then.read(block, (hash, anchor) => search.seek(then, now, hash, anchor));
      block = Math.min(2 * block, LARGEST_BLOCK);
    }
  } finally {
    await now.close();
    await then.close();
  }
  const each = Math.min(now.count, then.count);
  const meeting = search.best ?? search.beforeOneEnds;
  return meeting ? walkBack(found, kept, meeting) : { found: each, kept: each };
}

class Search {
  best: Meeting | undefined;
  /** One of the two ends with it, so that nothing can follow it in both. */
  beforeOneEnds: Meeting | undefined;
  #mask = 0;

  constructor(private readonly most: number) {}

  /** Holds a hash of one side if it is an anchor, and looks whether the other has it. */
  seek(own: Side, other: Side, hash: Buffer, anchor: Anchor): void {
    if ((hash.readUInt32LE() & this.#mask) !== 0) return;
    const text = textAt(hash, 0);
    const there = other.anchors.get(text);
    if (there) this.#meet(own.isFound ? [anchor, there] : [there, anchor]);
    if (!own.anchors.has(text)) own.anchors.set(text, anchor);
    if (own.anchors.size <= this.most) return;
    this.#mask = 2 * this.#mask + 1;
    own.thinOut(this.#mask);
    other.thinOut(this.#mask);
  }

  #meet([found, kept]: readonly [Anchor, Anchor]): void {
    const meeting = { found: found.place, kept: kept.place };
    const isLess = !this.best || meeting.found + meeting.kept < this.best.found + this.best.kept;
    if (found.next !== kept.next) {
      if (found.next === '' || kept.next === '') this.beforeOneEnds ??= meeting;
    } else if (isLess) this.best = meeting;
  }
}

/** One of the two, read on. */
class Side {
  readonly anchors = new Map<string, Anchor>();
  readonly #pieces: AsyncIterator<Buffer>;
  #waiting: Buffer = Buffer.alloc(0);
  ended = false;
  /** Hashes that were given out. */
  count = 0;

  constructor(
    pieces: AsyncIterable<Buffer>,
    readonly isFound: boolean,
  ) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Gives out about so many more, each with the one after it: the last that came waits for that. */
  async read(count: number, each: (hash: Buffer, anchor: Anchor) => void): Promise<void> {
    for (const until = this.count + count; this.count < until && !this.ended;) {
      const { value, done } = await this.#pieces.next();
      this.ended = done === true;
      const hashes = done ? this.#waiting : Buffer.concat([this.#waiting, value]);
      const known = countOf(hashes) - (done ? 0 : 1);
      for (let i = 0; i < known; i++) each(hashAt(hashes, i), { place: this.count++, next: textAt(hashes, i + 1) });
      this.#waiting = hashes.subarray(Math.max(known, 0) * HASH_BYTES);
    }
  }

  thinOut(mask: number): void {
    for (const text of this.anchors.keys())
      if ((Buffer.from(text.slice(0, 4), 'latin1').readUInt32LE() & mask) !== 0) this.anchors.delete(text);
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

/** Before an anchor that both have, others may be alike that are none. */
async function walkBack(found: Ahead, kept: Ahead, meeting: Meeting): Promise<Meeting> {
  let { found: place, kept: other } = meeting;
  for (let step = 256; place > 0 && other > 0; step *= 4) {
    const length = Math.min(step, place, other);
    const before = await first(length, found(place - length));
    const beforeOther = await first(length, kept(other - length));
    const same = commonStart(reversed(before), reversed(beforeOther));
    place -= same;
    other -= same;
    if (same < length) break;
  }
  return { found: place, kept: other };
}

async function first(count: number, pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const taken: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    taken.push(piece);
    length += piece.length;
    if (length >= count * HASH_BYTES) break;
  }
  return Buffer.concat(taken).subarray(0, count * HASH_BYTES);
}

const reversed = (hashes: Buffer): Buffer =>
  Buffer.concat(Array.from({ length: countOf(hashes) }, (_, i) => hashAt(hashes, countOf(hashes) - 1 - i)));
