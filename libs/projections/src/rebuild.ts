import { type Database, identifier, join, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import { ProjectionBuilder } from './builder.js';
import { createIndexes, createTables, dropTable, fingerprintOf, openHistory } from './definition.js';
import { fill, type Progress } from './fill.js';
import type { Projection } from './read-model.js';
import { withBuildingLock } from './building-lock.js';
import { noteTableChanges } from './table-changes.js';

export type RebuildOptions = {
  readonly onProgress?: (progress: Progress) => void;
  /** Told what begins now, in words for an operator. */
  readonly onPhase?: (phase: string) => void;
  readonly signal?: AbortSignal;
};

const SCHEMA = 'rebuild';
/** A rebuild that is this near to the end of the record takes the place of the live tables. */
const NEAR = 2_000n;
/** How often what came meanwhile is folded before that: while much is written, the rest is folded in the short lock. */
const PASSES = 20;
/** Projections that are indexed at once. */
const INDEXING = 2;
/** The share of rows written over others from which a table is packed: what they left would slow every scan. */
const LOOSE = 0.2;
/** How often the live tables are asked for before giving up: somebody's long query may hold them. */
const SWAP_ATTEMPTS = 30;

/**
 * Builds the tables of the projections anew beside the live ones, which go on answering and following, and puts them
 * in their place. Interrupted, it goes on where it was when it is called again with the same definitions. Also the way
 * to a new version of a read model: then the live tables are those of the version before.
 */
export function rebuild(
  db: Database,
  store: EventStore,
  projections: readonly Projection[],
  { onProgress = () => {}, onPhase = () => {}, signal }: RebuildOptions = {},
): Promise<void> {
  return withBuildingLock(db, async () => {
    const builds = await Promise.all(projections.map((projection) => begin(db, projection)));
    const fillAll = async (upTo: Position) => {
      for (const together of byPosition(builds)) {
        await fill({
          ...{ db, store, builders: together.map(({ builder }) => builder), after: together[0]!.position, upTo },
          ...{ onProgress, signal },
          remember: async (tx, position) => {
            for (const build of together) build.position = position;
            await tx.query(sql`
              update projection.rebuild set position = ${String(position)}
              where projection = any(${together.map(({ projection }) => projection.name)})`);
          },
        });
      }
    };
    onPhase(`Folding ${projections.map(({ name }) => name).join(', ')}`);
    await fillAll(await store.head());
    const unindexed = builds.filter(({ indexed }) => !indexed);
    const indexAll = async () => {
      for (let build = unindexed.shift(); build; build = unindexed.shift()) {
        signal?.throwIfAborted();
        onPhase(`Indexing ${build.projection.name}`);
        await index(db, build);
      }
    };
    await Promise.all(Array.from({ length: INDEXING }, indexAll));
    for (const build of builds) {
      for (let pass = 0, head = await store.head(); head - build.position > NEAR && pass < PASSES; pass++) {
        await fillAll(head);
        head = await store.head();
      }
      onPhase(`Putting ${build.projection.name} in place`);
      await swap(db, store, build);
    }
  });
}

type Build = {
  readonly projection: Projection;
  readonly builder: ProjectionBuilder;
  readonly indexed: boolean;
  position: Position;
};

async function begin(db: Database, projection: Projection): Promise<Build> {
  const { name } = projection;
  const fingerprint = await fingerprintOf(projection);
  const [known] = await db.query<{ position: string; indexed: boolean }>(sql`
    select position, indexed from projection.rebuild where projection = ${name} and fingerprint = ${fingerprint}`);
  if (!known)
    await db.transaction(async (tx) => {
      await createTables(tx, projection, SCHEMA);
      await tx.query(sql`delete from projection.rebuild where projection = ${name}`);
      await tx.query(sql`insert into projection.rebuild (projection, fingerprint) values (${name}, ${fingerprint})`);
    });
  const position = BigInt(known?.position ?? 0);
  const builder = await ProjectionBuilder.open(db, projection, SCHEMA, position > 0n);
  return { projection, builder, indexed: known?.indexed ?? false, position };
}

/** Those that stand together are filled by one reading of the log. */
function byPosition(builds: readonly Build[]): readonly (readonly Build[])[] {
  const positions = [...new Set(builds.map(({ position }) => position))];
  return positions.map((position) => builds.filter((build) => build.position === position));
}

async function index(db: Database, { projection, builder }: Build): Promise<void> {
  await pack(db, builder);
  await db.transaction(
    async (tx) => {
      await tx.query(sql`set local maintenance_work_mem to '256MB'`);
      await createIndexes(tx, projection, SCHEMA);
      const tables = projection.models.flatMap(({ table }) => [table, `${table}_history`]);
      await tx.query(sql`analyze ${join(tables.map(inRebuild), ', ')}`);
      await tx.query(sql`update projection.rebuild set indexed = true where projection = ${projection.name}`);
    },
    { long: true },
  );
}

const inRebuild = (table: string) => sql`${identifier(SCHEMA)}.${identifier(table)}`;

async function pack(db: Database, { tables }: ProjectionBuilder): Promise<void> {
  const session = await db.session({ long: true });
  try {
    for (const { name, rewritten } of tables) {
      if (rewritten === 0) continue;
      await session.query(sql`analyze ${inRebuild(name)}`);
      const [standing] = await session.query<{ rows: number }>(
        sql`select reltuples as rows from pg_class where oid = ${`${SCHEMA}.${name}`}::regclass`,
      );
      if (rewritten > standing!.rows * LOOSE) await session.query(sql`vacuum (full) ${inRebuild(name)}`);
    }
  } finally {
    await session.close();
  }
}

/** Folds what came meanwhile and puts the new tables in the place of the old, in one transaction of some milliseconds. */
async function swap(db: Database, store: EventStore, build: Build): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    let locked = false;
    try {
      await db.transaction(async (tx) => {
        const replaced = await lockLive(tx, build.projection);
        locked = true;
        await swapIn(tx, store, build, replaced);
      });
      return;
    } catch (error) {
      // Only what failed before anything was folded can be tried again: memory holds what was folded since.
      if (locked || (error as NodeJS.ErrnoException).code !== '55P03' || attempt === SWAP_ATTEMPTS) throw error;
    }
  }
}

/** Locks the live tables, their memories included, against readers and runners. Returns the names of those to replace. */
async function lockLive(tx: Database, { name, models }: Projection): Promise<readonly string[]> {
  await tx.query(sql`set local lock_timeout to '2s'`);
  const [live] = await tx.query<{ tables: string[] }>(
    sql`select tables from projection.checkpoint where projection = ${name} for update`,
  );
  const replaced = [...new Set([...(live?.tables ?? []), ...models.map(({ table }) => table)])];
  const names = replaced.flatMap((table) => [table, `${table}_history`]);
  const standing = await tx.query<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'read'::regnamespace and relname = any(${names})`);
  if (standing.length > 0)
    await tx.query(sql`
      lock table ${join(
        standing.map((table) => sql`read.${identifier(table.name)}`),
        ', ',
      )} in access exclusive mode`);
  return replaced;
}

async function swapIn(
  tx: Database,
  store: EventStore,
  { projection, builder, position }: Build,
  replaced: readonly string[],
): Promise<void> {
  const { name, models } = projection;
  const tables = models.map(({ table }) => table);
  let reached = position;
  for (let page = await store.readLog(reached, 5_000); page.length > 0; page = await store.readLog(reached, 5_000)) {
    await builder.fold(tx, page);
    await builder.takeWriting()(tx);
    reached = page.at(-1)!.position;
  }
  await builder.flush(tx);

  for (const table of replaced) await dropTable(tx, 'read', table);
  for (const table of tables.flatMap((each) => [each, `${each}_history`]))
    await tx.query(sql`alter table ${identifier(SCHEMA)}.${identifier(table)} set schema read`);
  await openHistory(tx, projection);
  await noteTableChanges(tx, tables, reached);
  const fingerprint = await fingerprintOf(projection);
  await tx.query(sql`
    insert into projection.checkpoint (projection, position, fingerprint, tables)
    values (${name}, ${String(reached)}, ${fingerprint}, ${tables})
    on conflict (projection) do update
    set position = excluded.position, fingerprint = excluded.fingerprint, tables = excluded.tables,
        stopped_at = null, stopped_event_id = null, stopped_why = null, stopped_since = null`);
  await tx.query(sql`delete from projection.rebuild where projection = ${name}`);
}
