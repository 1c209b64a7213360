import { LRUCache } from 'lru-cache';
import type { Caller } from '@baikoo/edge';

/** What was asked, by the hash of its text, and with which variables. */
export type Asked = {
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
};

/** An answer as it travels. `personal`: something in it looked at the person or the request, so it is theirs alone. */
export type Answered = { readonly json: string; readonly personal: boolean };

/** Memory for answers, in characters of their JSON. */
const ROOM = 64 * 2 ** 20;
/** A larger answer is not kept: it would push out too many others. */
const LARGEST = 2 ** 20;

/**
 * Everything that an answer may depend on, and nothing of the person: two callers share an answer only if they stand
 * under the same role, organisation, territory and language, on the same day, over the same state of all read models.
 */
export function keyOf({ queryHash, operationName, variables }: Asked, caller: Caller): string | undefined {
  const { by, language, today, asOf, standing } = caller;
  if (!by || standing === undefined) return undefined;
  const { role, organisationId, territoryId, onBehalfOf } = by;
  const place = asOf ? String(asOf.position) : null;
  return JSON.stringify([
    ...[queryHash, operationName, variables ?? null],
    ...[role, organisationId, territoryId, onBehalfOf, language, today, place, standing],
  ]);
}

/**
 * Exact: an answer is kept under the state of the read models before it was made, and only if that state still held
 * when it was done; and it is given only to those who asked under that state. Bounded in memory.
 */
export class AnswerMemory {
  readonly #answers = new LRUCache<string, string>({
    maxSize: ROOM,
    maxEntrySize: LARGEST,
    sizeCalculation: (json, key) => json.length + key.length,
  });
  /** Answers under way: whoever asks the same over the same state waits for the first to be answered. */
  readonly #making = new Map<string, Promise<Answered | undefined>>();
  #standing: string | undefined;

  /** The remembered answer, or the one that `make` makes; undefined when that did not go well. */
  async answer(
    key: string,
    standing: string,
    make: () => Promise<Answered | undefined>,
    stillHolds: () => Promise<boolean>,
  ): Promise<string | undefined> {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const underWay = this.#making.get(key);
    if (underWay) {
      const shared = await underWay.catch(() => undefined);
      if (shared && !shared.personal) return shared.json;
    }
    const making = make();
    if (!this.#making.has(key)) this.#making.set(key, making);
    try {
      const answered = await making;
      // The caller does not wait for this; until it is known, the next one asks anew.
      if (answered && !answered.personal) void this.#keep(key, standing, answered.json, stillHolds);
      return answered?.json;
    } finally {
      if (this.#making.get(key) === making) this.#making.delete(key);
    }
  }

  async #keep(key: string, standing: string, json: string, stillHolds: () => Promise<boolean>): Promise<void> {
    if (!(await stillHolds().catch(() => false))) return;
    // What was true of an older state will not be asked for again.
    if (this.#standing !== standing) this.#answers.clear();
    this.#standing = standing;
    this.#answers.set(key, json);
  }
}
