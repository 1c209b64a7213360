import { type Database, sql } from '@baikoo/database';
import type { Position, Recorded } from '@baikoo/event-store';
import { fold, type FormerVersion, type Touch, touchesOf, type Version } from './fold.js';
import type { AnyReadModel } from './read-model.js';
import { copyFormer, copyVersions, deleteRows, readVersions, type Table, tableName } from './table.js';

/** Ids of rows outside memory that are kept to spare looking for rows which are not there. */
const MOST_SPILLED = 1_000_000;

type HeldRow = {
  readonly version: Version | undefined;
  /** Whether the table holds a row of this id. */
  readonly stored: boolean;
  /** Whether the table holds it as it is here. */
  readonly clean: boolean;
  /** The end of the page that touched it last. */
  readonly touchedAt: Position;
};

/** What a page did to a table, still to be written. */
type Unwritten = { former: readonly FormerVersion[]; leaving: ReadonlyMap<string, HeldRow> };

/**
 * One table that is being filled: its rows in memory while they change, their former versions on the way to the disk.
 * `fold` needs no answer from the database as long as the touched rows are new or in memory, so that a page can be folded
 * while the one before is written.
 */
export class FillingTable {
  /** In the order in which they were touched, the longest ago first. */
  #held = new Map<string, HeldRow>();
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

  /** How many rows are in memory. */
  get size(): number {
    return this.#held.size;
  }

  /** Adds to the numbers of rows in memory by when they were touched last. */
  countByTouch(counts: Map<Position, number>): void {
    for (const { touchedAt } of this.#held.values()) counts.set(touchedAt, (counts.get(touchedAt) ?? 0) + 1);
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
      const stored = this.#held.get(id)?.stored ?? false;
      this.#held.delete(id);
      this.#held.set(id, { version, stored, clean: false, touchedAt: pageEnd });
    }
    this.#unwritten = { ...this.#unwritten, former };
  }

  /** Sends away the rows that no page after this one has touched. */
  evict(upTo: Position): void {
    const leaving = new Map<string, HeldRow>();
    for (const [id, held] of this.#held) {
      if (held.touchedAt > upTo) break;
      this.#held.delete(id);
      leaving.set(id, held);
      if (held.version) this.spilled?.add(id);
    }
    if (this.spilled && this.spilled.size > MOST_SPILLED) this.spilled = undefined;
    this.#unwritten = { ...this.#unwritten, leaving };
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
    const held = [...this.#held].filter(([, { version }]) => version !== undefined);
    this.#held = new Map(held.map(([id, each]) => [id, { ...each, stored: true, clean: true }]));
    this.#leaving = new Map();
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
