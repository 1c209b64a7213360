import type { Caller } from '@baikoo/edge';

/** Answers for many cycles at once, what it has by the cycle. */
export type FindOfCycles<View> = (cycleIds: readonly string[], most: number) => Promise<readonly View[]>;

type Waiting<View> = { readonly ids: Set<string>; readonly found: Promise<ReadonlyMap<string, readonly View[]>> };

/**
 * The reports of the cycles that one request asks for, with one statement for all cycles of a page: what is asked for
 * in one turn of the event loop is asked for together. Each page size is its own statement, so aliases do not mix.
 */
export class SubmissionsOfCycles<View extends { readonly cycleId: string }> {
  readonly #waiting = new WeakMap<object, Map<number, Waiting<View>>>();

  /** The first `most` of a cycle; `find` answers for the request of this caller. */
  async of(caller: Pick<Caller, 'asOf'>, cycleId: string, most: number, find: FindOfCycles<View>) {
    const bySize = this.#waiting.get(caller) ?? new Map<number, Waiting<View>>();
    this.#waiting.set(caller, bySize);
    let waiting = bySize.get(most);
    if (!waiting) {
      const ids = new Set<string>();
      const found = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        bySize.delete(most);
        return groupByCycle(await find([...ids], most));
      });
      waiting = { ids, found };
      bySize.set(most, waiting);
    }
    waiting.ids.add(cycleId);
    return (await waiting.found).get(cycleId) ?? [];
  }
}

function groupByCycle<View extends { readonly cycleId: string }>(views: readonly View[]) {
  const groups = new Map<string, View[]>();
  for (const view of views) {
    const group = groups.get(view.cycleId);
    if (group) group.push(view);
    else groups.set(view.cycleId, [view]);
  }
  return groups;
}
