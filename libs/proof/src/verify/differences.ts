import { HASH_BYTES } from '../domain/index.js';

/** Events compared at once, and how far what was put in or taken out may lie for the rest to be recognised again. */
export const WINDOW = 1_024;

/** A hash as text, for lookups; and the hash of a place in a run of them. */
const hashAt = (hashes: Buffer, place: number): string =>
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

/**
 * How much of each, from the beginning, differs before both go on alike again: the least of both together. Two hashes have
 * to follow each other in both, or both end, because one alone may have been moved. Where there is no such place, one alone
 * will do with which one of the two ends. Undefined where they do not meet again.
 */
export function meetingOf(found: Buffer, kept: Buffer): { readonly found: number; readonly kept: number } | undefined {
  const [foundCount, keptCount] = [countOf(found), countOf(kept)];
  const places = new Map<string, number>();
  for (let place = keptCount - 1; place >= 0; place--) places.set(hashAt(kept, place), place);
  let best: { found: number; kept: number } | undefined;
  let beforeOneEnds: typeof best;
  for (let place = 0; place < foundCount && (!best || place < best.found + best.kept); place++) {
    const other = places.get(hashAt(found, place));
    if (other === undefined || (best && place + other >= best.found + best.kept)) continue;
    const [next, nextOther] = [place + 1, other + 1];
    const bothEnd = next === foundCount && nextOther === keptCount;
    const goOn = next < foundCount && nextOther < keptCount && hashAt(found, next) === hashAt(kept, nextOther);
    if (bothEnd || goOn) best = { found: place, kept: other };
    else if (next === foundCount || nextOther === keptCount) beforeOneEnds ??= { found: place, kept: other };
  }
  return best ?? beforeOneEnds;
}

/**
 * What became of an event. `index` is its place in the tree that is kept, `now` in the record as it is found; both from 0.
 * CHANGED: another stands in its place, or it says something else. MOVED: it stands elsewhere. MISSING: it stands nowhere.
 * ADDED: the tree that is kept has no such event.
 */
export type Difference =
  | { readonly kind: 'CHANGED' | 'MOVED'; readonly index: number; readonly now: number }
  | { readonly kind: 'MISSING'; readonly index: number }
  | { readonly kind: 'ADDED'; readonly now: number };

/** A stretch in which the record is not what is kept: hashes of both, and the places where they begin. */
export type Stretch = {
  readonly found: Buffer;
  readonly kept: Buffer;
  readonly now: number;
  readonly index: number;
};

/** What a stretch says of its events. Those that neither was moved nor have a counterpart are missing, or added. */
export function differencesIn({ found, kept, now, index }: Stretch): readonly Difference[] {
  const placesNow = new Map(Array.from({ length: countOf(found) }, (_, place) => [hashAt(found, place), place]));
  const rest: number[] = [];
  const differences: Difference[] = [];
  for (let place = 0; place < countOf(kept); place++) {
    const hash = hashAt(kept, place);
    const elsewhere = placesNow.get(hash);
    if (elsewhere === undefined) rest.push(place);
    else differences.push({ kind: 'MOVED', index: index + place, now: now + elsewhere });
    placesNow.delete(hash);
  }
  const restNow = [...placesNow.values()];
  for (const [i, place] of rest.entries()) {
    const other = restNow[i];
    if (other === undefined) differences.push({ kind: 'MISSING', index: index + place });
    else differences.push({ kind: 'CHANGED', index: index + place, now: now + other });
  }
  for (const place of restNow.slice(rest.length)) differences.push({ kind: 'ADDED', now: now + place });
  return differences.toSorted((a, b) => placeOf(a) - placeOf(b));
}

const placeOf = (difference: Difference): number => ('index' in difference ? difference.index : difference.now);
