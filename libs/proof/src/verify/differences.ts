import type { Stretch } from './compare-with-kept.js';
import { countOf, textAt } from './meeting.js';

/**
 * What became of `count` events beside each other. `index` is the place of the first in the tree that is kept, `now` in the
 * record as it is found; both from 0. CHANGED: others stand in their places, or they say something else. MOVED: they stand
 * elsewhere. MISSING: they stand nowhere. ADDED: the tree that is kept has no such events.
 */
export type Difference = { readonly count: number } & (
  | { readonly kind: 'CHANGED' | 'MOVED'; readonly index: number; readonly now: number }
  | { readonly kind: 'MISSING'; readonly index: number }
  | { readonly kind: 'ADDED'; readonly now: number }
);

/** Where events stand that were only moved: by their places in the tree that is kept, and the places that they stand in. */
export type Moves = { readonly to: ReadonlyMap<number, number>; readonly here: ReadonlySet<number> };

export const NO_MOVES: Moves = { to: new Map(), here: new Set() };

/** Which events of some stretches stand in another place of them. */
export function movesIn(stretches: readonly Stretch[]): Moves {
  const places = new Map<string, number>();
  for (const { found, now } of stretches)
    for (let i = 0; i < countOf(found); i++) places.set(textAt(found, i), now + i);
  const to = new Map<number, number>();
  const here = new Set<number>();
  for (const { kept, index } of stretches)
    for (let i = 0; i < countOf(kept); i++) {
      const hash = textAt(kept, i);
      const now = places.get(hash);
      if (now === undefined) continue;
      to.set(index + i, now);
      here.add(now);
      places.delete(hash);
    }
  return { to, here };
}

/** What a stretch says of its events, one by one. Those that were not moved are counterparts in their order, or too many. */
export function* differencesIn({ found, kept, now, index }: Stretch, moves: Moves): Generator<Difference> {
  const rest = Array.from({ length: countOf(found) }, (_, i) => now + i).filter((place) => !moves.here.has(place));
  let next = 0;
  for (let place = index; place < index + countOf(kept); place++) {
    const elsewhere = moves.to.get(place);
    const counterpart = elsewhere === undefined ? rest[next] : undefined;
    if (elsewhere !== undefined) yield { kind: 'MOVED', index: place, now: elsewhere, count: 1 };
    else if (counterpart === undefined) yield { kind: 'MISSING', index: place, count: 1 };
    else {
      yield { kind: 'CHANGED', index: place, now: counterpart, count: 1 };
      next++;
    }
  }
  for (const place of rest.slice(next)) yield { kind: 'ADDED', now: place, count: 1 };
}

/** The two as one, where the second is the same of the events right after those of the first. */
export function joined(one: Difference | undefined, other: Difference): Difference | undefined {
  if (one?.kind !== other.kind) return undefined;
  const goesOn = (['index', 'now'] as const).every((side) => placeOn(one, side) + one.count === placeOn(other, side));
  return goesOn ? { ...one, count: one.count + other.count } : undefined;
}

/** A difference without a place on a side goes on anywhere there. */
const placeOn = (difference: Difference, side: 'index' | 'now'): number =>
  ({ index: Infinity, now: Infinity, ...difference })[side];
