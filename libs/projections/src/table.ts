import { type Database, identifier, join, type Sql, sql } from '@baikoo/database';
import type { Projection } from './read-model.js';

/** A table with its columns in order: what COPY needs to know. */
export type Table = {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
};

export const tableName = ({ schema, name }: Pick<Table, 'schema' | 'name'>): Sql =>
  sql`${identifier(schema)}.${identifier(name)}`;

export const columnList = (columns: readonly string[]): Sql => join(columns.map(identifier), ', ');

/** The table that keeps the former versions of another. */
export const historyOf = ({ schema, name, columns }: Table): Table => ({
  schema,
  name: `${name}_history`,
  columns: [...columns, 'until'],
});

/** The tables of the projections, by name, as they are in a schema. */
export async function describeTables(
  db: Database,
  schema: string,
  projections: readonly Projection[],
): Promise<ReadonlyMap<string, Table>> {
  const names = projections.flatMap(({ models }) => models.map(({ table }) => table));
  const rows = await db.query<{ name: string; columns: string[] }>(sql`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = ${schema}::regnamespace and relname = any(${names}) and attnum > 0 and not attisdropped
    group by relname`);
  return new Map(rows.map(({ name, columns }) => [name, { schema, name, columns }]));
}

/** Writes the rows by COPY; a column that a row lacks is null. */
export async function copyRows(db: Database, table: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const target = sql`${tableName(table)} (${columnList(table.columns)})`;
  let text = '';
  for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
    let line = '';
    for (const column of table.columns) line += `${line === '' ? '' : '\t'}${fieldText(row[column])}`;
    text += `${line}\n`;
  }
  await db.copyIn(target, text);
}

export const deleteRows = (db: Database, table: Table, ids: readonly string[]): Promise<unknown> =>
  ids.length === 0 ? Promise.resolve() : db.query(sql`delete from ${tableName(table)} where id = any(${ids})`);

/** One value in the text format of COPY. */
function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return SPECIAL.test(text) ? text.replaceAll(EACH_SPECIAL, (character) => ESCAPES[character]!) : text;
}

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
