import type { Database } from '@baikoo/database';
import type { Position, Recorded } from '@baikoo/event-store';
import { FillingTable } from './filling-table.js';
import { isFolded } from './fold.js';
import type { Projection } from './read-model.js';
import { skippedEvents } from './stopped.js';
import { describeTables } from './table.js';

/**
 * Folds the log into tables that nobody reads yet: rows stay in memory while they change, former versions go to the disk
 * page by page. All that is written until a `flush` and after it belongs to one transaction of the caller.
 */
export class ProjectionBuilder {
  private constructor(
    readonly tables: readonly FillingTable[],
    private readonly skipped: ReadonlySet<Position>,
  ) {}

  /** `resumed`: the tables already hold what an earlier run left. */
  static async open(
    db: Database,
    projection: Projection,
    schema: string,
    resumed: boolean,
  ): Promise<ProjectionBuilder> {
    const described = await describeTables(db, schema, [projection]);
    const tables: FillingTable[] = [];
    for (const model of projection.models)
      tables.push(await FillingTable.open(db, model, described.get(model.table)!, resumed));
    const skipped = await skippedEvents(db, [projection.name], 0n);
    return new ProjectionBuilder(tables, skipped.get(projection.name) ?? new Set());
  }

  async fold(tx: Database, page: readonly Recorded[]): Promise<void> {
    const pageEnd = page.at(-1)!.position;
    const folded = page.filter((event) => isFolded(event, this.skipped));
    for (const table of this.tables) await table.fold(tx, folded, pageEnd);
  }

  /** Hands over the writing of the page that was folded: the next one can be folded meanwhile. */
  takeWriting(): (tx: Database) => Promise<void> {
    const writes = this.tables.map((table) => table.takeWriting());
    return async (tx) => {
      for (const write of writes) await write(tx);
    };
  }

  /** Brings the tables to what memory holds, once all that was handed over is written. */
  async flush(tx: Database): Promise<void> {
    for (const table of this.tables) await table.flush(tx);
  }
}
