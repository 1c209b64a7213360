import { type Database, sql } from '@baikoo/database';
import type { Position, Recorded } from '@baikoo/event-store';
import { fold, type FormerVersion, type Touch, touchesOf, type Version } from './fold.js';
import type { AnyReadModel } from './read-model.js';
import { copyFormer, copyVersions, deleteRows, readVersions, type Table, tableName } from './table.js';

/** Rows of a table in memory, at most, and how many stay when there are more: the ones touched last. */
const MOST_ROWS = 12_000;
const ROWS_KEPT = 8_000;
/** Ids of rows outside memory that are kept to spare looking for rows which are not there. */
const MOST_SPILLED = 1_000_000;

/** Changed in place: a long history touches millions of rows. */
type HeldRow = {
  version: Version | undefined;
  /** Whether the table holds a row of this id. */
  stored: boolean;
  /** Whether the table holds it as it is here. */
  clean: boolean;
  /** The end of the page that touched it last. */
  touchedAt: Position;
};

/** What a page did to a table, still to be written. */
type Unwritten = { former: readonly FormerVersion[]; leaving: ReadonlyMap<string, HeldRow> };

/**
 * One table that is being filled: its rows in memory while they change, their former versions on the way to the disk.
 * `fold` needs no answer from the database as long as the touched rows are new or in memory, so that a page can be folded
 * while the one before is written.
 */
export class FillingTable {
  readonly #held = new Map<string, HeldRow>();
  /** Rows that were sent to the table and may not have arrived there yet. */
  #leaving: ReadonlyMap<string, HeldRow> = new Map();
  #unwritten: Unwritten = { former: [], leaving: new Map() };
  #rewritten = 0;

  private constructor(
    private readonly model: AnyReadModel,
    private readonly table: Table,
    /** Rows that only the table holds; undefined when they are too many to know. */
    private spilled: Set<string> | undefined,
  ) {}

  /** `resumed`: the table already holds what an earlier run left. */
  static async open(db: Database, model: AnyReadModel, table: Table, resumed: boolean): Promise<FillingTable> {
    if (!resumed) return new FillingTable(model, table, new Set());
    const rows = await db.query<{ id: string }>(sql`select id from ${tableName(table)} limit ${MOST_SPILLED + 1}`);
    const known = rows.length > MOST_SPILLED ? undefined : new Set(rows.map(({ id }) => id));
    return new FillingTable(model, table, known);
  }

  get name(): string {
    return this.table.name;
  }

  /** Rows that were written over others: the room of these is still taken. */
  get rewritten(): number {
    return this.#rewritten;
  }

  /** Folds a page, which ends at `pageEnd`. */
  async fold(tx: Database, events: readonly Recorded[], pageEnd: Position): Promise<void> {
    const touches = touchesOf(this.model, events);
    if (touches.length === 0) return;
    await this.#bringBack(tx, touches, pageEnd);
    const { rows, former } = fold(this.model, touches, (id) => this.#held.get(id)?.version);
    for (const [id, version] of rows) {
      const held = this.#held.get(id);
      if (held) {
        held.version = version;
        held.clean = false;
        held.touchedAt = pageEnd;
      } else this.#held.set(id, { version, stored: false, clean: false, touchedAt: pageEnd });
    }
    this.#unwritten = { former, leaving: this.#makeRoom() };
  }

  /** Hands over what is to be written of the page: call it before the next is folded. */
  takeWriting(): (tx: Database) => Promise<void> {
    const { former, leaving } = this.#unwritten;
    this.#unwritten = { former: [], leaving: new Map() };
    this.#leaving = leaving;
    return async (tx) => {
      await copyFormer(tx, this.table, former);
      await this.#store(tx, leaving);
    };
  }

  /** Brings the table to what memory holds. */
  async flush(tx: Database): Promise<void> {
    await this.#store(tx, this.#held);
    for (const [id, held] of this.#held) {
      held.stored = held.clean = true;
      if (!held.version) this.#held.delete(id);
    }
    this.#leaving = new Map();
  }

  /** Takes the rows that were not touched for longest out of memory, if there are too many, and returns them. */
  #makeRoom(): ReadonlyMap<string, HeldRow> {
    const leaving = new Map<string, HeldRow>();
    if (this.#held.size <= MOST_ROWS) return leaving;
    const counts = new Map<Position, number>();
    for (const { touchedAt } of this.#held.values()) counts.set(touchedAt, (counts.get(touchedAt) ?? 0) + 1);
    let kept = 0;
    const lastToGo = [...counts]
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
      // Whatever the page just folded touched stays: it is going to be touched again.
      .find(([, count], index) => (kept += count) > ROWS_KEPT && index > 0)?.[0];
    if (lastToGo === undefined) return leaving;
    for (const [id, held] of this.#held) {
      if (held.touchedAt > lastToGo) continue;
      this.#held.delete(id);
      leaving.set(id, held);
      if (held.version) this.spilled?.add(id);
    }
    if (this.spilled && this.spilled.size > MOST_SPILLED) this.spilled = undefined;
    return leaving;
  }

  async #store(tx: Database, rows: ReadonlyMap<string, HeldRow>): Promise<void> {
    const dirty = [...rows].filter(([, { clean }]) => !clean);
    const replaced = dirty.filter(([, { stored }]) => stored).map(([id]) => id);
    this.#rewritten += replaced.length;
    await deleteRows(tx, this.table, replaced);
    const present = dirty.map(([, { version }]) => version).filter((version) => version !== undefined);
    await copyVersions(tx, this.table, present);
  }

  /** Makes sure that every touched row is in memory, if there is one. */
  async #bringBack(tx: Database, touches: readonly Touch[], pageEnd: Position): Promise<void> {
    const away = new Set<string>();
    for (const { id } of touches) {
      if (this.#held.has(id)) continue;
      const leaving = this.#leaving.get(id);
      if (leaving?.version) this.#hold(leaving.version, pageEnd);
      else if (!leaving && (!this.spilled || this.spilled.has(id))) away.add(id);
    }
    // On the connection of the transaction this waits for what is being written there.
    for (const version of await readVersions(tx, this.table, [...away])) this.#hold(version, pageEnd);
  }

  #hold(version: Version, touchedAt: Position): void {
    const { id } = version.row;
    this.#held.set(id, { version, stored: true, clean: true, touchedAt });
    this.spilled?.delete(id);
  }
}
