import pg from 'pg';
import { hasCode } from './folders.js';

export const SUPERUSER = 'baikoo';
const DATABASE = 'baikoo';

/** The password is base64url, so it needs no escaping. */
export function connectionUrl(port: number, password: string, database: string = DATABASE): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Asks one question over a connection of its own. Throws the error of PostgreSQL or of the network. */
export async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // A server that dies between two answers must not take the program along.
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Whether the server takes work: false while it starts, recovers from a crash or shuts down. Throws when it refuses
 * the password, which no waiting changes.
 */
export async function answers(port: number, password: string): Promise<boolean> {
  try {
    await ask(connectionUrl(port, password, 'postgres'), 'select 1');
    return true;
  } catch (error) {
    // 28P01 invalid password, 28000 invalid authorization.
    if (!hasCode(error, '28P01', '28000')) return false;
    throw new Error('PostgreSQL refuses the password of this home; its password file does not fit the data.', {
      cause: error,
    });
  }
}

/** Creates the program's database when missing; also after a first start that was killed just before this. */
export async function ensureDatabase(port: number, password: string): Promise<void> {
  try {
    await ask(connectionUrl(port, password), 'select 1');
  } catch (error) {
    if (!hasCode(error, '3D000')) throw error; // 3D000: no such database.
    await ask(connectionUrl(port, password, 'postgres'), `create database ${DATABASE}`);
  }
}
