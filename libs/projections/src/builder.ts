import { type Database, sql } from '@baikoo/database';
import type { Position, Recorded } from '@baikoo/event-store';
import { type Folded, fold, isFolded, touchedBy, type Version } from './fold.js';
import type { AnyReadModel, Projection } from './read-model.js';
import { skippedEvents } from './stopped.js';
import { copyRows, deleteRows, describeTables, historyOf, type Table, tableName } from './table.js';

/** Rows that are kept in memory for each table, at most: the ones touched last. */
const ROWS_IN_MEMORY = 20_000;

type HeldRow = {
  row: Version | undefined;
  /** Whether the table holds a row of this id. */
  stored: boolean;
  /** Whether the table holds it as it is here. */
  clean: boolean;
};

/** One table that is being filled: its rows in memory, their former versions on the way to the disk. */
class FillingTable {
  readonly #held = new Map<string, HeldRow>();
  /** Whether the table may hold rows that memory does not. */
  #spilled: boolean;

  constructor(
    private readonly model: AnyReadModel,
    private readonly table: Table,
    resumed: boolean,
  ) {
    this.#spilled = resumed;
  }

  async fold(tx: Database, events: readonly Recorded[]): Promise<Folded['former']> {
    if (this.#spilled) await this.#load(tx, events);
    const { rows, former } = fold(this.model, events, (id) => this.#held.get(id)?.row);
    for (const [id, row] of rows) {
      const stored = this.#held.get(id)?.stored ?? false;
      // Put at the end: the first are those that were not touched for longest.
      this.#held.delete(id);
      this.#held.set(id, { row, stored, clean: false });
    }
    return former;
  }

  writeFormer(tx: Database, former: Folded['former']): Promise<void> {
    return copyRows(tx, historyOf(this.table), former);
  }

  /** Brings the table to what memory holds, and forgets the rows that were not touched for longest. */
  async flush(tx: Database, keep: number): Promise<void> {
    const dirty = [...this.#held].filter(([, { clean }]) => !clean);
    await deleteRows(
      tx,
      this.table,
      dirty.filter(([, { stored }]) => stored).map(([id]) => id),
    );
    await copyRows(
      tx,
      this.table,
      dirty.map(([, { row }]) => row).filter((row) => row !== undefined),
    );
    for (const [id, held] of dirty) {
      if (held.row) Object.assign(held, { stored: true, clean: true });
      else this.#held.delete(id);
    }
    for (const id of this.#held.keys()) {
      if (this.#held.size <= keep) break;
      this.#held.delete(id);
      this.#spilled = true;
    }
  }

  get isFull(): boolean {
    return this.#held.size > 2 * ROWS_IN_MEMORY;
  }

  async #load(tx: Database, events: readonly Recorded[]): Promise<void> {
    const missing = touchedBy(this.model, events).filter((id) => !this.#held.has(id));
    if (missing.length === 0) return;
    const rows = await tx.query<Version>(sql`select * from ${tableName(this.table)} where id = any(${missing})`);
    for (const row of rows) this.#held.set(row.id, { row, stored: true, clean: true });
  }
}

/**
 * Folds the log into tables that nobody reads yet: rows stay in memory while they change, former versions go to the disk
 * page by page. All that is written between two calls of `commit` belongs to one transaction of the caller.
 */
export class ProjectionBuilder {
  private constructor(
    private readonly filling: readonly FillingTable[],
    private readonly skipped: ReadonlySet<Position>,
  ) {}

  /** `resumed`: the tables already hold what an earlier run left. */
  static async open(
    db: Database,
    projection: Projection,
    schema: string,
    resumed: boolean,
  ): Promise<ProjectionBuilder> {
    const tables = await describeTables(db, schema, [projection]);
    const filling = projection.models.map((model) => new FillingTable(model, tables.get(model.table)!, resumed));
    const skipped = await skippedEvents(db, [projection.name], 0n);
    return new ProjectionBuilder(filling, skipped.get(projection.name) ?? new Set());
  }

  /** Folds a page and returns the writing of its former versions: the next page can be folded meanwhile. */
  async fold(tx: Database, events: readonly Recorded[]): Promise<() => Promise<void>> {
    const folded = events.filter((event) => isFolded(event, this.skipped));
    const former: Folded['former'][] = [];
    for (const table of this.filling) former.push(await table.fold(tx, folded));
    return async () => {
      for (const [index, table] of this.filling.entries()) await table.writeFormer(tx, former[index]!);
    };
  }

  /** Whether memory holds so much that it should be written before more is folded. */
  get isFull(): boolean {
    return this.filling.some(({ isFull }) => isFull);
  }

  async flush(tx: Database): Promise<void> {
    for (const table of this.filling) await table.flush(tx, ROWS_IN_MEMORY);
  }
}
