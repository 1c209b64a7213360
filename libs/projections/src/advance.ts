import { type Database, sql } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { fingerprintOf } from './definition.js';
import { fold, isFolded, touchesOf } from './fold.js';
import type { AnyReadModel, Projection } from './read-model.js';
import { skippedEvents } from './stopped.js';
import { noteTableChanges } from './table-changes.js';
import { copyFormer, copyVersions, deleteRows, describeTables, readVersions, type Table } from './table.js';

export type Advanced = {
  readonly events: number;
  readonly position: Position;
};

/** Events that are folded in one transaction at most. */
const PAGE = 5_000;

/**
 * One step of projections that stand at the same position: fold the next events, write what the rows became, keep what
 * they were and move the checkpoints, together or not at all. The row locks of the checkpoints keep a second process
 * from doing the same step. Projections that stand elsewhere, were stopped or belong to another version are left alone.
 */
export function advance(
  db: Database,
  store: EventStore,
  projections: readonly Projection[],
  limit = PAGE,
): Promise<Advanced> {
  return db.transaction(async (tx) => {
    // What a power cut takes from a read model is folded again from the record: only the record waits for the disk.
    await tx.query(sql`set local synchronous_commit to off`);
    const { after, names } = await lockCheckpoints(tx, projections);
    const events = names.length === 0 ? [] : await store.readLog(after, limit);
    const last = events.at(-1);
    if (!last) return { events: 0, position: after };
    const skipped = await skippedEvents(tx, names, after);
    const moving = projections.filter(({ name }) => names.includes(name));
    const tables = await describeTables(tx, 'read', moving);
    const changed: string[] = [];
    for (const { name, models } of moving) {
      const folded = events.filter((event) => isFolded(event, skipped.get(name) ?? NONE));
      for (const model of models)
        if (await foldIntoTable(tx, tables.get(model.table)!, model, folded)) changed.push(model.table);
    }
    await noteTableChanges(tx, changed, last.position);
    await tx.query(sql`
      update projection.checkpoint set position = ${String(last.position)} where projection = any(${names})`);
    return { events: events.length, position: last.position };
  });
}

const NONE: ReadonlySet<Position> = new Set();

type Checkpoint = {
  readonly name: string;
  readonly position: string;
  readonly fingerprint: string;
  readonly stopped: boolean;
};

/** The first position at which some of the projections that may run stand, and which do. */
async function lockCheckpoints(tx: Database, projections: readonly Projection[]) {
  const rows = await tx.query<Checkpoint>(sql`
    select projection as name, position, fingerprint, stopped_at is not null as stopped from projection.checkpoint
    where projection = any(${projections.map(({ name }) => name)}) order by projection for update`);
  const unprepared = projections.find(({ name }) => !rows.some((row) => row.name === name));
  if (unprepared) throw new Error(`Projection ${unprepared.name} was not prepared: it has no checkpoint.`);
  // Another version of the program may have built its tables anew a moment ago: ours must not fold into them.
  const own = new Map(
    await Promise.all(projections.map(async (each) => [each.name, await fingerprintOf(each)] as const)),
  );
  const running = rows.filter(({ name, fingerprint, stopped }) => !stopped && fingerprint === own.get(name));
  const after = running.reduce(
    (least, { position }) => {
      const stands = BigInt(position);
      return least === undefined || stands < least ? stands : least;
    },
    undefined as Position | undefined,
  );
  const names = running.filter(({ position }) => BigInt(position) === after).map(({ name }) => name);
  return { after: after ?? 0n, names };
}

/** Whether any row changed. */
async function foldIntoTable(
  tx: Database,
  table: Table,
  model: AnyReadModel,
  events: readonly Recorded[],
): Promise<boolean> {
  const touches = touchesOf(model, events);
  if (touches.length === 0) return false;
  const held = await readVersions(tx, table, [...new Set(touches.map(({ id }) => id))]);
  const before = new Map(held.map((version) => [version.row.id, version]));
  const { rows, former } = fold(model, touches, (id) => before.get(id));
  if (rows.size === 0) return false;
  await deleteRows(tx, table, [...rows.keys()]);
  await copyVersions(
    tx,
    table,
    [...rows.values()].filter((version) => version !== undefined),
  );
  await copyFormer(tx, table, former);
  return true;
}
