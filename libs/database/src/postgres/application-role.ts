import { type Database } from '../database.js';
import { identifier, join, type Sql, sql, statement } from '../sql.js';
import { PgDatabase } from './pg-database.js';

/** Any number will do, as long as nobody else on this database locks by it. */
const GRANTING = 7_284_502;

/** What the program writes itself and can have again from the record: it owns the tables that it makes there. */
const READ_MODEL_SCHEMAS = ['read', 'rebuild', 'verification'];

/**
 * What the role of the running program may do (ADR 0014). It reads the record and appends to it by one function, adds to
 * the audit tables, and builds read models. It can change or delete nothing that was recorded.
 */
const grantsTo = (role: Sql): readonly Sql[] => [
  sql`grant usage on schema record, audit, projection, eventstoredb, ${schemas()} to ${role}`,
  sql`grant select on table public.migration to ${role}`,
  sql`grant select on all tables in schema record to ${role}`,
  sql`grant execute on function record.append_batch(json) to ${role}`,
  sql`grant select, insert on all tables in schema audit to ${role}`,
  sql`grant select, insert, update, delete on all tables in schema projection to ${role}`,
  sql`grant select, insert, update, delete on all tables in schema eventstoredb to ${role}`,
  sql`grant create on schema ${schemas()} to ${role}`,
];

const schemas = () => join(READ_MODEL_SCHEMAS.map(identifier), ', ');

/**
 * Gives the role of the running program its rights, as the owner of the schema. May be called again at any time. Read
 * models that another role built are dropped, because only their owner could replace them: they are built again from the
 * record.
 */
export function grantToApplication(owner: Database, role: string): Promise<void> {
  return owner.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${GRANTING})`);
    await dropForeignReadModels(tx, role);
    for (const grant of grantsTo(identifier(role))) await tx.query(grant);
  });
}

async function dropForeignReadModels(tx: Database, role: string): Promise<void> {
  const foreign = await tx.query(sql`
    select 1 from pg_class
    where relnamespace::regnamespace::text = any(${READ_MODEL_SCHEMAS}) and relowner::regrole <> ${role}::regrole limit 1`);
  if (foreign.length === 0) return;
  await tx.query(sql`drop schema ${schemas()} cascade`);
  for (const schema of READ_MODEL_SCHEMAS) await tx.query(sql`create schema ${identifier(schema)}`);
  await tx.query(sql`delete from projection.rebuild`);
  await tx.query(sql`delete from projection.checkpoint`);
}

/**
 * Makes sure that there is a role of that name and that it may sign in with the password. For a server that is the
 * program's own; on any other an administrator creates the roles.
 */
export function ensureApplicationRole(owner: Database, name: string, password: string): Promise<void> {
  return owner.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${GRANTING})`);
    const known = await tx.query(sql`select 1 from pg_roles where rolname = ${name}`);
    const [secret] = await tx.query<{ literal: string }>(sql`select quote_literal(${password}::text) as literal`);
    await tx.query(sql`
      ${statement(known.length > 0 ? 'alter' : 'create')} role ${identifier(name)}
      login password ${statement(secret!.literal)}`);
  });
}

/** What the role of this connection could do to facts that stand, in words for an operator; nothing is how it should be. */
export async function powersOverTheRecord(db: Database): Promise<readonly string[]> {
  const [role] = await db.query<{ superuser: boolean; makesRoles: boolean; runsPrograms: boolean }>(sql`
    select rolsuper as superuser, rolcreaterole as "makesRoles",
      pg_has_role(current_user, 'pg_execute_server_program', 'MEMBER') as "runsPrograms"
    from pg_roles where rolname = current_user`);
  if (role!.superuser) return ['it is a superuser'];
  const tables = await db.query<{ name: string; owned: boolean; changes: boolean }>(sql`
    select format('%s.%s', relnamespace::regnamespace, relname) as name, pg_has_role(current_user, relowner, 'MEMBER') as owned,
      has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
        or has_any_column_privilege(oid, 'UPDATE')
        or relnamespace = 'record'::regnamespace and has_any_column_privilege(oid, 'INSERT') as changes
    from pg_class where relkind = 'r' and relnamespace in ('record'::regnamespace, 'audit'::regnamespace)
    order by name`);
  return [
    ...(role!.makesRoles ? ['it may create roles'] : []),
    ...(role!.runsPrograms ? ['it may run programs on the server'] : []),
    ...tables.filter(({ owned }) => owned).map(({ name }) => `it owns ${name}`),
    ...tables.filter(({ owned, changes }) => !owned && changes).map(({ name }) => `it may write to ${name}`),
  ];
}

/** Works on a database by another URL and lets go of it again. */
export async function asRole<T>(url: string, work: (db: PgDatabase) => Promise<T>): Promise<T> {
  const db = new PgDatabase(url, { max: 1 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
