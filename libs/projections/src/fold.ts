import { isKnown, type Position, type Recorded } from '@baikoo/event-store';
import type { AnyReadModel } from './read-model.js';

/** A row as the fold gave it: its key, and whatever columns its table has. */
export type Row = { readonly id: string };

/** A row and the position since which it holds. */
export type Version = { readonly row: Row; readonly since: string };
/** A row as it was, with the position at which it ceased to hold. */
export type FormerVersion = Version & { readonly until: string };

export type Folded = {
  /** What each touched row became; undefined is "no row". */
  readonly rows: ReadonlyMap<string, Version | undefined>;
  readonly former: readonly FormerVersion[];
};

/** Events that a fold leaves out: those that this build does not know, and those that an operator decided to skip. */
export const isFolded = (event: Recorded, skipped: ReadonlySet<Position>): boolean =>
  isKnown(event) && !skipped.has(event.position);

/** An event and a row that it touches. */
export type Touch = { readonly event: Recorded; readonly id: string };

/** Every row that each of the events touches, in the order of the events. */
export function touchesOf(model: AnyReadModel, events: readonly Recorded[]): readonly Touch[] {
  const touches: Touch[] = [];
  for (const event of events) for (const id of model.keys(event)) touches.push({ event, id });
  return touches;
}

/**
 * Folds events into the rows that they touch and keeps every former version of these. Pure but for `held`, which gives
 * each row as it stands before the first event.
 */
export function fold(
  model: AnyReadModel,
  touches: readonly Touch[],
  held: (id: string) => Version | undefined,
): Folded {
  const rows = new Map<string, Version | undefined>();
  const former: FormerVersion[] = [];
  for (const { event, id } of touches) {
    const before = rows.has(id) ? rows.get(id) : held(id);
    const row = model.evolve(before?.row, event, id) as Row | undefined;
    if (row === before?.row) continue;
    const position = String(event.position);
    // A row that an event writes twice was never seen in between: it leaves no version.
    if (before && before.since !== position) former.push({ row: before.row, since: before.since, until: position });
    rows.set(id, row && { row, since: position });
  }
  return { rows, former };
}
