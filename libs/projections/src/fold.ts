import { isKnown, type Position, type Recorded } from '@baikoo/event-store';
import type { AnyReadModel } from './read-model.js';

/** A row and the position since which it holds. */
export type Version = { readonly id: string; readonly since: string };
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

/** The ids of all rows that some of the events touch. */
export const touchedBy = (model: AnyReadModel, events: readonly Recorded[]): readonly string[] => [
  ...new Set(events.flatMap((event) => model.keys(event))),
];

/**
 * Folds events into the rows that they touch and keeps every former version of these. Pure but for `held`, which gives
 * each row as it stands before the first event.
 */
export function fold(
  model: AnyReadModel,
  events: readonly Recorded[],
  held: (id: string) => Version | undefined,
): Folded {
  const rows = new Map<string, Version | undefined>();
  const former: FormerVersion[] = [];
  for (const event of events) {
    for (const id of model.keys(event)) {
      const before = rows.has(id) ? rows.get(id) : held(id);
      const after = model.evolve(before, event, id) as Version | undefined;
      if (after === before) continue;
      const position = String(event.position);
      // A row that an event writes twice was never seen in between: it leaves no version.
      if (before && before.since !== position) former.push({ ...before, until: position });
      rows.set(id, after && { ...after, since: position });
    }
  }
  return { rows, former };
}
