import { type Database, identifier, join, type Sql, sql } from '@baikoo/database';
import type { FormerVersion, Row, Version } from './fold.js';
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
const historyOf = ({ schema, name }: Table) => ({ schema, name: `${name}_history` });

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

/** The rows that hold, of those with the ids. */
export async function readVersions(db: Database, table: Table, ids: readonly string[]): Promise<readonly Version[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<Row & { since: string }>(sql`select * from ${tableName(table)} where id = any(${ids})`);
  return rows.map((row) => ({ row, since: row.since }));
}

/** Writes rows into their table by COPY; a column that a row lacks is null. */
export const copyVersions = (db: Database, table: Table, versions: readonly Version[]): Promise<void> =>
  copy(db, table, valuesOf(table), ['since'], versions, ({ since }) => since);

/** Writes versions that no longer hold into the table's history. */
export const copyFormer = (db: Database, table: Table, former: readonly FormerVersion[]): Promise<void> =>
  copy(db, historyOf(table), valuesOf(table), ['since', 'until'], former, ({ since, until }) => `${since}\t${until}`);

const valuesOf = ({ columns }: Table) => columns.filter((column) => column !== 'since');

async function copy<V extends Version>(
  db: Database,
  target: Pick<Table, 'schema' | 'name'>,
  columns: readonly string[],
  validity: readonly string[],
  versions: readonly V[],
  validityOf: (version: V) => string,
): Promise<void> {
  if (versions.length === 0) return;
  const fields = Array.from<string>({ length: columns.length + 1 });
  const lines = versions.map((version) => {
    const row = version.row as Readonly<Record<string, unknown>> & Row;
    for (let i = 0; i < columns.length; i++) fields[i] = fieldText(row[columns[i]!]);
    fields[columns.length] = validityOf(version);
    return fields.join('\t');
  });
  const into = sql`${tableName(target)} (${columnList([...columns, ...validity])})`;
  await db.copyIn(into, `${lines.join('\n')}\n`);
}

export const deleteRows = (db: Database, table: Table, ids: readonly string[]): Promise<unknown> =>
  ids.length === 0 ? Promise.resolve() : db.query(sql`delete from ${tableName(table)} where id = any(${ids})`);

/** One value in the text format of COPY. */
function fieldText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return escaped(value);
    case 'object':
      return value === null ? NULL : escaped(JSON.stringify(value));
    case 'undefined':
      return NULL;
    default:
      return String(value);
  }
}

const NULL = '\\N';

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replaceAll(EACH_SPECIAL, (character) => ESCAPES[character]!) : text;

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
