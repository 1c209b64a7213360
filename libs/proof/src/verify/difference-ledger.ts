import type { Stretch } from './compare-with-kept.js';
import { type Difference, differencesIn, joined, movesIn, NO_MOVES } from './differences.js';
import { countOf } from './meeting.js';

/** Differences that are told; the events of all further ones are counted. */
export const LISTED = 20;

/** Hashes that are held, to see which events only stand elsewhere: 4 MB, and some times that while it is looked. */
const HELD = 131_072;

export type Listed = {
  /** The first {@link LISTED}, by their places; and how many events the others are of. */
  readonly differences: readonly Difference[];
  readonly more: number;
  /** So many events differ that it was not looked which of the later ones only stand elsewhere. */
  readonly movesUnknown?: true;
};

/** Every stretch in which the record is not what is kept, as far as there is room; of the others what can be said alone. */
export class DifferenceLedger {
  readonly #held: Stretch[] = [];
  #hashes = 0;
  readonly #beyond = new List();

  constructor(
    /** Whether anything is known of the event at a place of the tree that is kept. */
    private readonly isKnown: (index: number) => boolean,
    private readonly most = HELD,
  ) {}

  add(stretch: Stretch): void {
    this.#hashes += countOf(stretch.found) + countOf(stretch.kept);
    if (this.#isFull) this.#beyond.addAll(differencesIn(stretch, NO_MOVES), this.isKnown);
    else this.#hold(stretch);
  }

  get listed(): Listed {
    const list = new List();
    const moves = movesIn(this.#held);
    for (const stretch of this.#held) list.addAll(differencesIn(stretch, moves), this.isKnown);
    list.addList(this.#beyond);
    const { differences, more } = list;
    return { differences, more, ...(this.#isFull && { movesUnknown: true }) };
  }

  get #isFull(): boolean {
    return this.#hashes > this.most;
  }

  /** Copied, because what is told is a piece of something larger; pieces of one stretch are put together again. */
  #hold({ now, index, found, kept }: Stretch): void {
    const last = this.#held.at(-1);
    const isNext = last?.now === now - countOf(last?.found ?? found) && last.index === index - countOf(last.kept);
    if (last && isNext)
      this.#held.splice(-1, 1, {
        ...last,
        found: Buffer.concat([last.found, found]),
        kept: Buffer.concat([last.kept, kept]),
      });
    else this.#held.push({ now, index, found: Buffer.from(found), kept: Buffer.from(kept) });
  }
}

/** Differences beside each other as one, the first of them listed and the others counted. */
class List {
  readonly differences: Difference[] = [];
  /** The last one that is not listed; it is counted with {@link more} already. */
  more = 0;

  addAll(differences: Iterable<Difference>, isKnown: (index: number) => boolean): void {
    for (const difference of differences)
      if (!('index' in difference) || isKnown(difference.index)) this.#add(difference);
  }

  addList(other: List): void {
    for (const difference of other.differences) this.#add(difference);
    this.more += other.more;
  }

  #add(difference: Difference): void {
    const both = this.more === 0 ? joined(this.differences.at(-1), difference) : undefined;
    if (both) this.differences.splice(-1, 1, both);
    else if (this.differences.length < LISTED) this.differences.push(difference);
    else this.more += difference.count;
  }
}
