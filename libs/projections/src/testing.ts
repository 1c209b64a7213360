import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, projectFile, sql } from '@baikoo/database';
import type { Event } from '@baikoo/kernel';
import { goneRowsOf, rowsOf } from './as-of.js';
import type { Projection, ReadModel } from './read-model.js';

/** A read model that a spec can see through: lamps that are set, removed, and cannot be set below zero. */
export type LampEvent = Event<'LampSet', { lampId: string; watt: number }> | Event<'LampRemoved', { lampId: string }>;
type LampRow = { id: string; watt: number };

const lamps: ReadModel<LampRow, LampEvent> = {
  table: 'lamp',
  keys: ({ stream, data }) => (stream.startsWith('lamp-') ? [data.lampId] : []),
  evolve(row, { type, data }) {
    if (type === 'LampRemoved') return undefined;
    if (data.watt < 0) throw new Error('a lamp that eats light');
    return { ...row, id: data.lampId, watt: data.watt };
  },
};

export const LAMP_TABLES =
  "create table lamp (id text primary key, watt integer not null); select keep_history('lamp');";

export const set = (lampId: string, watt: number): LampEvent => ({ type: 'LampSet', data: { lampId, watt } });
export const removed = (lampId: string): LampEvent => ({ type: 'LampRemoved', data: { lampId } });

/** The lamps that are lit, now or right after a position. */
export async function litIn(db: Database, position?: bigint): Promise<Record<string, number>> {
  const rows = await db.query<LampRow>(
    sql`select id, watt from ${rowsOf('lamp', position === undefined ? undefined : { position })} order by id`,
  );
  return Object.fromEntries(rows.map(({ id, watt }) => [id, watt]));
}

/** The lamps that were taken away and not put up again, as they burnt last. */
export async function goneIn(db: Database, position?: bigint): Promise<Record<string, number>> {
  const rows = await db.query<LampRow>(
    sql`select id, watt from ${goneRowsOf('lamp', position === undefined ? undefined : { position })} order by id`,
  );
  return Object.fromEntries(rows.map(({ id, watt }) => [id, watt]));
}

/** A folder for the files that define a spec's projections. */
export type Definitions = {
  projectionOf(tables: string, version?: number, name?: string): Projection;
  remove(): Promise<void>;
};

export async function openDefinitions(): Promise<Definitions> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baikoo-projection-'));
  return {
    projectionOf(tables, version = 1, name = 'lamps') {
      const file = path.join(folder, `${name}.sql`);
      writeFileSync(file, tables);
      return { name, version, schema: path.relative(projectFile('.'), file), models: [lamps] };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
