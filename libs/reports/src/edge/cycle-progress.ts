import { setTimeout as sleep } from 'node:timers/promises';
import { type CycleView, findCycle, findStandings, type SubmissionStanding } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import type { ReadingScope } from '@baikoo/kernel';
import { findStanding, type Standing } from '@baikoo/projections';

/** The projection that keeps submissions, and the one that keeps the map, which says who may see which of them. */
const [CYCLES, TERRITORIES] = ['cycles', 'territories'];
/** What happens within this time is told at once. */
const AT_MOST_EVERY_MS = 500;

export type CycleNews = {
  readonly position: bigint;
  readonly cycle: CycleView;
  readonly standings: readonly SubmissionStanding[];
  /** What differs from what was told before. */
  readonly changed: readonly SubmissionStanding[];
};

/** What is followed: a cycle, and as much of it as a scope shows. */
type Watched = { readonly cycleId: string; readonly scope: ReadingScope };

type State = { readonly cycle: CycleView | undefined; readonly standings: readonly SubmissionStanding[] };

/**
 * Follows the submissions of cycles from the read models, whichever process keeps them up. However many follow a cycle,
 * it is looked at once in half a second, and read only when its projection has moved: once for each reading scope, which is
 * asked anew with each reading.
 */
export class CycleWatch {
  readonly #states = new Map<string, { readonly words: string; readonly state: Promise<State> }>();
  /** How many follow each cycle: what nobody follows is forgotten. */
  readonly #followers = new Map<string, number>();

  constructor(private readonly db: Database) {}

  /**
   * First how the cycle stands, then each change of it; ends at once when there is no such cycle. With a position that
   * was told before, the first news says also what has changed since. Whoever is slow gets the newest state, not a queue.
   */
  async *follow(
    cycleId: string,
    scope: ReadingScope,
    since: bigint | undefined,
    ended: AbortSignal,
  ): AsyncGenerator<CycleNews> {
    const watched: Watched = { cycleId, scope };
    const key = JSON.stringify(watched);
    this.#followers.set(key, (this.#followers.get(key) ?? 0) + 1);
    try {
      let told = since === undefined ? undefined : await this.#read(watched, since);
      let words: string | undefined;
      for (let first = true; !ended.aborted; first = false) {
        const standing = await findStanding(this.db);
        if (first || wordsOf(standing) !== words) {
          words = wordsOf(standing);
          const state = await this.#stateOf(watched, standing);
          if (!state.cycle) return;
          const changed = told ? differing(told.standings, state.standings) : [];
          const moved = first || changed.length > 0 || !isSame(told?.cycle, state.cycle);
          told = state;
          if (moved)
            yield { position: standing.positionOf(CYCLES), cycle: state.cycle, standings: state.standings, changed };
        }
        // All wake at the same moment, so that one look serves them all.
        const pause = AT_MOST_EVERY_MS - (Date.now() % AT_MOST_EVERY_MS);
        await sleep(pause, undefined, { signal: ended }).catch(() => {});
      }
    } finally {
      const left = this.#followers.get(key)! - 1;
      if (left > 0) this.#followers.set(key, left);
      else {
        this.#followers.delete(key);
        this.#states.delete(key);
      }
    }
  }

  #stateOf(watched: Watched, standing: Standing): Promise<State> {
    const [words, key] = [wordsOf(standing), JSON.stringify(watched)];
    const known = this.#states.get(key);
    if (known && known.words === words) return known.state;
    const state = this.#read(watched);
    this.#states.set(key, { words, state });
    // A failed reading is not remembered.
    state.catch(() => this.#states.delete(key));
    return state;
  }

  async #read({ cycleId, scope }: Watched, position?: bigint): Promise<State> {
    const asOf = position === undefined ? undefined : { position };
    const [cycle, standings] = await Promise.all([
      findCycle(this.db, cycleId, asOf),
      findStandings(this.db, asOf, { cycleId, scope }),
    ]);
    return { cycle, standings };
  }
}

const wordsOf = (standing: Standing): string => `${standing.of(CYCLES)} ${standing.of(TERRITORIES)}`;

function differing(before: readonly SubmissionStanding[], now: readonly SubmissionStanding[]) {
  const known = new Map(before.map((standing) => [standing.id, standing]));
  return now.filter((standing) => !isSame(known.get(standing.id), standing));
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
