import { type Database, identifier, type Sql, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import { ProjectionBuilder } from './builder.js';
import { withBuildingLock } from './building-lock.js';
import { createTables, dropTable } from './definition.js';
import { fill, type Progress } from './fill.js';
import type { Projection } from './read-model.js';
import { columnList, describeTables, type Table, tableName } from './table.js';

/** Rows of a live table that are not what the record says, or the other way round. */
export type Difference = {
  readonly projection: string;
  readonly table: string;
  /** In the live table, not in the record. */
  readonly unexpected: number;
  /** Said by the record, not in the live table. */
  readonly missing: number;
  /** Some of the ids concerned. */
  readonly ids: readonly string[];
};

export type VerifyOptions = {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

const SCHEMA = 'verification';

/**
 * Folds the record once more into tables of its own and compares them with the live ones, row by row and with every
 * former version. The live tables go on following meanwhile: compared is what they say of the position at which they
 * stood when it began.
 */
export function verify(
  db: Database,
  store: EventStore,
  projections: readonly Projection[],
  { onProgress = () => {}, signal }: VerifyOptions = {},
): Promise<readonly Difference[]> {
  return withBuildingLock(db, async () => {
    const differences: Difference[] = [];
    for (const [upTo, together] of await standing(db, projections)) {
      await db.transaction(async (tx) => {
        for (const projection of together) await createTables(tx, projection, SCHEMA);
      });
      const builders = await Promise.all(
        together.map((projection) => ProjectionBuilder.open(db, projection, SCHEMA, false)),
      );
      await fill({ db, store, builders, after: 0n, upTo, remember: async () => {}, onProgress, signal });
      for (const projection of together) differences.push(...(await compare(db, projection, upTo)));
      for (const { models } of together)
        for (const { table } of models) await db.transaction((tx) => dropTable(tx, SCHEMA, table));
    }
    return differences;
  });
}

/** The projections by the position at which they stand. */
async function standing(db: Database, projections: readonly Projection[]): Promise<Map<Position, Projection[]>> {
  const rows = await db.query<{ name: string; position: string }>(
    sql`select projection as name, position from projection.checkpoint`,
  );
  const groups = new Map<Position, Projection[]>();
  for (const projection of projections) {
    const row = rows.find(({ name }) => name === projection.name);
    if (!row) throw new Error(`There is no projection ${projection.name}.`);
    const position = BigInt(row.position);
    groups.set(position, [...(groups.get(position) ?? []), projection]);
  }
  return groups;
}

async function compare(db: Database, projection: Projection, upTo: Position): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const table of (await describeTables(db, SCHEMA, [projection])).values()) {
    const columns = columnList(table.columns);
    const live = sql`select ${columns} from read.${identifier(`${table.name}_as_of`)}(${String(upTo)}::bigint)`;
    const said = sql`select ${columns} from ${tableName(table)}`;
    differences.push(...(await differ(db, projection, table, live, said)));

    const history = `${table.name}_history`;
    const former = sql`select ${columns}, until from read.${identifier(history)} where until <= ${String(upTo)}::bigint`;
    const saidBefore = sql`select ${columns}, until from ${tableName({ schema: SCHEMA, name: history })}`;
    differences.push(...(await differ(db, projection, { ...table, name: history }, former, saidBefore)));
  }
  return differences;
}

async function differ(db: Database, { name }: Projection, table: Table, live: Sql, said: Sql): Promise<Difference[]> {
  const [row] = await db.transaction(
    async (tx) => {
      return tx.query<Pick<Difference, 'unexpected' | 'missing' | 'ids'>>(sql`
      with live as (${live}), said as (${said}),
        unexpected as (select id from (select * from live except all select * from said) as rows),
        missing as (select id from (select * from said except all select * from live) as rows)
      select (select count(*) from unexpected)::integer as unexpected, (select count(*) from missing)::integer as missing,
        array(select id from (select id from unexpected union select id from missing) as ids order by id limit 5) as ids`);
    },
    { long: true },
  );
  return row!.unexpected + row!.missing > 0 ? [{ projection: name, table: table.name, ...row! }] : [];
}
