import { LRUCache } from 'lru-cache';
import { type Database, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';

/**
 * What the read models hold, in words that differ whenever any of it does: also after a rebuild, which leaves the
 * position where it was. Two questions under equal words have equal answers.
 */
export type Standing = {
  readonly all: string;
  /** The words for one projection alone; undefined when nobody has prepared it. */
  of(projection: string): string | undefined;
  /** How far a projection has folded the record. */
  positionOf(projection: string): Position;
  /** The words for some tables alone: these differ whenever a row of theirs does. */
  ofTables(tables: Iterable<string>): string;
  /**
   * The tables of read models that statements name; undefined where one reads something else besides, of which these
   * words tell nothing. A name counts wherever it stands in the text: one too many costs an answer, one too few a lie.
   */
  tablesNamedIn(texts: Iterable<string>): readonly string[] | undefined;
};

/** One look serves everybody of this process who asked before it began. */
class Looks {
  #next: Promise<Standing> | undefined;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Database) {}

  /** What held at some moment after the call. A look under way began before it and may have missed the caller's write. */
  take(): Promise<Standing> {
    return (this.#next ??= this.#begin());
  }

  async #begin(): Promise<Standing> {
    await this.#underWay.catch(() => {});
    this.#next = undefined;
    const look = readStanding(this.db);
    this.#underWay = look;
    return look;
  }
}

/** Every change of a checkpoint or a table leaves a new version of a row, and `xmin` names the transaction that wrote it. */
async function readStanding(db: Database): Promise<Standing> {
  const [row] = await db.query<{ checkpoints: [string, string, string][]; changes: [string, string][] }>(sql`
    select coalesce(json_agg(json_build_array(projection, position::text, checkpoint.xmin::text) order by projection), '[]') as checkpoints,
           (select coalesce(json_agg(json_build_array(name, table_change.xmin::text)), '[]')
            from projection.checkpoint cross join unnest(tables) as each (name)
            left join projection.table_change on table_name = name) as changes
    from projection.checkpoint`);
  const words = new Map(row!.checkpoints.map(([name, position, version]) => [name, `${position}.${version}`]));
  const changes = new Map(row!.changes);
  return {
    all: Array.from(words, ([name, stands]) => `${name}=${stands}`).join(' '),
    of: (projection) => words.get(projection),
    positionOf: (projection) => BigInt(words.get(projection)?.split('.')[0] ?? 0),
    ofTables: (tables) => Array.from(tables, (table) => `${table}=${changes.get(table) ?? ''}`).join(' '),
    tablesNamedIn: (texts) => {
      const named = new Set<string>();
      for (const text of texts) {
        const { words, elsewhere } = wordsOf(text);
        if (elsewhere) return undefined;
        for (const word of words) if (changes.has(word)) named.add(word);
      }
      return [...named].toSorted();
    },
  };
}

/** The schemas besides `read`, whose tables tell nothing here when they change. */
const ELSEWHERE = /\b(record|audit|projection|public|proof|people)"?\./;

type Words = { readonly words: ReadonlySet<string>; readonly elsewhere: boolean };

/** Statements are few texts asked again and again. */
const readTexts = new LRUCache<string, Words>({ max: 1_000 });

function wordsOf(text: string): Words {
  let known = readTexts.get(text);
  if (!known) {
    // The past of a table is read through a function of its name.
    const words = new Set(Array.from(text.matchAll(/[a-z_]+/g), ([word]) => word.replace(/_as_of$/, '')));
    readTexts.set(text, (known = { words, elsewhere: ELSEWHERE.test(text) }));
  }
  return known;
}

const looks = new WeakMap<Database, Looks>();

/** How the read models stand, not before this was asked: whoever has a receipt finds what they wrote. */
export function findStanding(db: Database): Promise<Standing> {
  let shared = looks.get(db);
  if (!shared) looks.set(db, (shared = new Looks(db)));
  return shared.take();
}
