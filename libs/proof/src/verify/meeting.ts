import { HASH_BYTES } from '../domain/index.js';

/** A hash as text, for lookups: the one of a place in a run of them. */
export const textAt = (hashes: Buffer, place: number): string =>
  hashes.toString('latin1', place * HASH_BYTES, (place + 1) * HASH_BYTES);
export const countOf = (hashes: Buffer): number => hashes.length / HASH_BYTES;

/** How many hashes the two have in common before they first differ. */
export function commonStart(one: Buffer, other: Buffer): number {
  const length = Math.min(one.length, other.length);
  if (one.compare(other, 0, length, 0, length) === 0) return length / HASH_BYTES;
  let same = 0;
  while (one.compare(other, same, same + HASH_BYTES, same, same + HASH_BYTES) === 0) same += HASH_BYTES;
  return same / HASH_BYTES;
}

/** Where both go on alike again: so many of each, from where they differ, do not. */
export type Meeting = { readonly found: number; readonly kept: number };

/** Hashes that were looked at; `isAll`: no others come after them. */
export type Looked = { readonly hashes: Buffer; readonly isAll: boolean };

/** Looked at first: mostly a single event differs. */
const NEAR = 16;

/**
 * Where both go on alike again within what was looked at: the least of both together. Two hashes have to follow each other in
 * both, or both end, because one alone may have been moved. Where there is no such place, one alone will do with which one of
 * the two ends. Undefined where they do not meet.
 */
export function meetingOf(found: Looked, kept: Looked): Meeting | undefined {
  return meetingWithin(nearest(found), nearest(kept)) ?? meetingWithin(found, kept);
}

const nearest = ({ hashes, isAll }: Looked): Looked => {
  const near = hashes.subarray(0, NEAR * HASH_BYTES);
  return { hashes: near, isAll: isAll && near.length === hashes.length };
};

function meetingWithin(found: Looked, kept: Looked): Meeting | undefined {
  const [foundCount, keptCount] = [countOf(found.hashes), countOf(kept.hashes)];
  const places = new Map<string, number>();
  for (let place = keptCount - 1; place >= 0; place--) places.set(textAt(kept.hashes, place), place);
  let best: Meeting | undefined;
  let beforeOneEnds: Meeting | undefined;
  for (let place = 0; place < foundCount && (!best || place < best.found + best.kept); place++) {
    const other = places.get(textAt(found.hashes, place));
    if (other === undefined || (best && place + other >= best.found + best.kept)) continue;
    const [next, nextOther] = [place + 1, other + 1];
    const [ends, otherEnds] = [found.isAll && next === foundCount, kept.isAll && nextOther === keptCount];
    const goOn =
      next < foundCount && nextOther < keptCount && textAt(found.hashes, next) === textAt(kept.hashes, nextOther);
    if (goOn || (ends && otherEnds)) best = { found: place, kept: other };
    else if (ends || otherEnds) beforeOneEnds ??= { found: place, kept: other };
  }
  return best ?? beforeOneEnds;
}
