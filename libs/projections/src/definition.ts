import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Database, identifier, projectFile, sql, statement } from '@baikoo/database';
import type { Projection } from './read-model.js';

/** The file that creates a projection's tables, with what is built after them apart. */
type Definition = { readonly tables: string; readonly indexes: string };

/** Of the way in which tables remember (`projection.keep_history` and its companions, migration 008). */
const MEMORY = 2;

const definitions = new Map<string, Promise<Definition & { readonly fingerprint: string }>>();

/** Read once in the life of a process: the files belong to the build that runs. */
function definitionOf({ schema, version }: Projection) {
  const key = `${version} ${schema}`;
  let known = definitions.get(key);
  if (!known) {
    known = readFile(projectFile(schema), 'utf8').then((text) => ({
      ...split(text, schema),
      fingerprint: createHash('sha256').update(`${MEMORY} ${version}\n${text}`).digest('hex'),
    }));
    definitions.set(key, known);
  }
  return known;
}

/** Of the table definitions and the fold's version: another fingerprint means that the tables are built anew. */
export const fingerprintOf = async (projection: Projection): Promise<string> =>
  (await definitionOf(projection)).fingerprint;

function split(text: string, schema: string): Definition {
  if (text.includes('$$')) throw new Error(`${schema}: a read model is tables and indexes, without functions.`);
  const statements = text.split(/;[^\S\n]*(?:\n|$)/).filter((part) => part.replaceAll(/--.*$/gm, '').trim() !== '');
  const isIndex = (part: string) => /^create (unique )?index/m.test(part);
  return {
    tables: statements.filter((part) => !isIndex(part)).join(';\n'),
    indexes: statements.filter(isIndex).join(';\n'),
  };
}

/** The tables of a projection, with their memories, in a schema. Indexes come when they are full. */
export async function createTables(tx: Database, projection: Projection, schema: string): Promise<void> {
  const { tables } = await definitionOf(projection);
  await tx.query(sql`set local search_path = ${identifier(schema)}, projection`);
  for (const { table } of projection.models) await dropTable(tx, schema, table);
  await tx.query(statement(tables));
  await tx.query(sql`reset search_path`);
}

export async function createIndexes(tx: Database, projection: Projection, schema: string): Promise<void> {
  const { indexes } = await definitionOf(projection);
  await tx.query(sql`set local search_path = ${identifier(schema)}, projection`);
  if (indexes !== '') await tx.query(statement(indexes));
  for (const { table } of projection.models) await tx.query(sql`select index_history(${table})`);
  await tx.query(sql`reset search_path`);
}

/** Lets queries ask the tables in `read` for the past. */
export async function openHistory(tx: Database, { models }: Projection): Promise<void> {
  for (const { table } of models) await tx.query(sql`select projection.open_history(${table})`);
}

export async function dropTable(tx: Database, schema: string, table: string): Promise<void> {
  for (const name of [table, `${table}_history`])
    await tx.query(sql`drop table if exists ${identifier(schema)}.${identifier(name)} cascade`);
}
