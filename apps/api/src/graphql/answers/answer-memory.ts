import { LRUCache } from 'lru-cache';
import type { Caller } from '@baikoo/edge';
import type { Standing } from '@baikoo/projections';

/** What was asked, by the hash of its text, and with which variables. */
export type Asked = {
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
};

/** An answer as it travels. */
export type Answered = {
  readonly json: string;
  /** Something in it looked at the person or the request, so it is theirs alone. */
  readonly personal: boolean;
  /** The tables of read models that it was read from; undefined where it may have been read from anything. */
  readonly tables: readonly string[] | undefined;
};

/** Memory for answers, in characters of their JSON. */
const ROOM = 64 * 2 ** 20;
/** A larger answer is not kept: it would push out too many others. */
const LARGEST = 2 ** 20;

/**
 * Everything that an answer may depend on, besides the read models, and nothing of the person: two callers share an
 * answer only if they stand under the same role, organisation, territory and language, on the same day.
 */
export function keyOf({ queryHash, operationName, variables }: Asked, caller: Caller): string | undefined {
  const { by, language, today, asOf, standing } = caller;
  if (!by || standing === undefined) return undefined;
  const { role, organisationId, territoryId, onBehalfOf } = by;
  const place = asOf ? String(asOf.position) : null;
  return JSON.stringify([
    ...[queryHash, operationName, variables ?? null],
    ...[role, organisationId, territoryId, onBehalfOf, language, today, place],
  ]);
}

type Kept = Pick<Answered, 'json' | 'tables'> & { readonly words: string };

/** How the tables of an answer stand. */
const wordsOf = ({ tables }: Pick<Answered, 'tables'>, standing: Standing): string =>
  tables ? standing.ofTables(tables) : standing.all;

/**
 * Exact: an answer is kept with the state of the tables that it was read from, as it was before it was made, and only if
 * that state still held when it was done; and it is given only to those who asked over that state. Bounded in memory.
 */
export class AnswerMemory {
  readonly #answers = new LRUCache<string, Kept>({
    maxSize: ROOM,
    maxEntrySize: LARGEST,
    sizeCalculation: ({ json, words }, key) => json.length + words.length + key.length,
  });
  /** Answers under way: whoever asks the same, over the same state of what is read, waits for the first to be answered. */
  readonly #making = new Map<
    string,
    { readonly standing: Standing; readonly answered: Promise<Answered | undefined> }
  >();

  /** The remembered answer, or the one that `make` makes; undefined when that did not go well. */
  async answer(
    key: string,
    standing: Standing,
    make: () => Promise<Answered | undefined>,
    look: () => Promise<Standing>,
  ): Promise<string | undefined> {
    const known = this.#answers.get(key);
    if (known && known.words === wordsOf(known, standing)) return known.json;
    // Who asks over the same state waits for one answer; what a former answer was read from tells what counts as the same.
    const question = `${key} ${known ? wordsOf(known, standing) : standing.all}`;
    const underWay = this.#making.get(question);
    if (underWay) {
      const shared = await underWay.answered.catch(() => undefined);
      // This one may have been read from other tables: they too must stand for this caller as they did for the first.
      if (shared && !shared.personal && wordsOf(shared, underWay.standing) === wordsOf(shared, standing))
        return shared.json;
    }
    const making = { standing, answered: make() };
    if (!this.#making.has(question)) this.#making.set(question, making);
    try {
      const answered = await making.answered;
      // The caller does not wait for this; until it is known, the next one asks anew.
      if (answered && !answered.personal) void this.#keep(key, standing, answered, look);
      return answered?.json;
    } finally {
      if (this.#making.get(question) === making) this.#making.delete(question);
    }
  }

  async #keep(key: string, before: Standing, { json, tables }: Answered, look: () => Promise<Standing>): Promise<void> {
    const words = wordsOf({ tables }, before);
    const after = await look().catch(() => undefined);
    if (after && wordsOf({ tables }, after) === words) this.#answers.set(key, { json, tables, words });
  }
}
