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

/** Every change of a checkpoint is a new version of its row, and `xmin` names the transaction that wrote it. */
async function readStanding(db: Database): Promise<Standing> {
  const rows = await db.query<{ projection: string; words: string }>(sql`
    select projection, position || '.' || xmin as words from projection.checkpoint order by projection`);
  const words = new Map(rows.map((row) => [row.projection, row.words]));
  return {
    all: rows.map((row) => `${row.projection}=${row.words}`).join(' '),
    of: (projection) => words.get(projection),
    positionOf: (projection) => BigInt(words.get(projection)?.split('.')[0] ?? 0),
  };
}

const looks = new WeakMap<Database, Looks>();

/** How the read models stand, not before this was asked: whoever has a receipt finds what they wrote. */
export function findStanding(db: Database): Promise<Standing> {
  let shared = looks.get(db);
  if (!shared) looks.set(db, (shared = new Looks(db)));
  return shared.take();
}
