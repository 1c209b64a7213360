import { type Database } from '../database.js';
import { identifier, join, type Sql, sql, statement } from '../sql.js';
import { PgDatabase } from './pg-database.js';

/** Any number will do, as long as nobody else on this database locks by it. */
const GRANTING = 7_284_502;

/** What the program writes itself and can have again from the record: it owns the tables that it makes there. */
const READ_MODEL_SCHEMAS = ['read', 'rebuild', 'verification'];

/**
 * What the role of the running program may do (ADR 0014). It reads the record and appends to it by one function, lets the
 * tree over it grow by another, adds to the audit tables, and builds read models. It can change or delete nothing that was
 * recorded.
 */
const grantsTo = (role: Sql): readonly Sql[] => [
  sql`grant usage on schema record, audit, proof, people, projection, eventstoredb, ${schemas()} to ${role}`,
  sql`grant select on table public.migration to ${role}`,
  sql`grant select on all tables in schema record to ${role}`,
  sql`grant execute on function record.append_batch(json) to ${role}`,
  // The tree over the record grows by one function, and what it holds already is never written again.
  sql`grant select on all tables in schema proof to ${role}`,
  sql`grant execute on function proof.grow(bigint, bigint, bigint, json) to ${role}`,
  sql`grant update (wanted, stopped_why, stopped_since) on proof.keeping to ${role}`,
  sql`grant select on all tables in schema audit to ${role}`,
  // Neither the number of an entry nor when it was made is the program's to say.
  sql`grant insert (correlation_id, command_id, command, subject, actor_id, organisation_id, role_at_time, code, path,
        details) on audit.refused_attempt to ${role}`,
  sql`grant insert (operator, reason, act, projection, position, event_id, error) on audit.operator_act to ${role}`,
  sql`grant insert (asked_at, correlation_id, kind, via, person_id, role_at_time, organisation_id, territory_id,
        on_behalf_of, operation, asked, as_of) on audit.sensitive_read to ${role}`,
  // Checkpoints are added and never changed; what keeps the notary from its work is written over.
  sql`grant insert (size, root, note, key, former_key) on proof.checkpoint to ${role}`,
  sql`grant update (trouble, since) on proof.notary to ${role}`,
  // Data about people are no part of the record: they are corrected and erased.
  sql`grant select, insert, update, delete on all tables in schema people to ${role}`,
  sql`grant select, insert, update, delete on all tables in schema projection to ${role}`,
  sql`grant select, insert, update, delete on all tables in schema eventstoredb to ${role}`,
  sql`grant create on schema ${schemas()} to ${role}`,
];

const revocationsFrom = (role: Sql): readonly Sql[] => [
  sql`revoke all on schema record, audit, proof, people, projection from ${role}`,
  sql`revoke all on all tables in schema record, audit, proof, people, projection from ${role}`,
  sql`revoke all on all functions in schema record, proof from ${role}`,
];

/**
 * The program may create functions beside its read models. An owner who looked for bare names there could be made to call
 * one that passes for a function of PostgreSQL.
 */
const SAFE_SEARCH_PATH = 'pg_catalog,pg_temp';

const schemas = () => join(READ_MODEL_SCHEMAS.map(identifier), ', ');

/**
 * Gives the role of the running program its rights, as the owner of the schema. May be called again at any time. Read
 * models that another role built are dropped, because only their owner could replace them: they are built again from the
 * record.
 */
export function grantToApplication(owner: Database, role: string): Promise<void> {
  return owner.transaction(async (tx) => {
    await tx.query(sql`set local search_path to pg_catalog, pg_temp`);
    await tx.query(sql`select pg_advisory_xact_lock(${GRANTING})`);
    await dropForeignReadModels(tx, role);
    // Whatever an earlier version or an administrator granted besides.
    for (const revocation of revocationsFrom(identifier(role))) await tx.query(revocation);
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
    await tx.query(sql`set local search_path to pg_catalog, pg_temp`);
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
  const found = await db.query<{ power: string }>(sql`
    with identity as (
      -- Also roles whose rights are not inherited: one "set role" away.
      select oid, rolname, rolsuper, rolcreaterole from pg_roles where pg_has_role(current_user, oid, 'MEMBER')
    ), kept as (
      select pg_class.oid, format('%s.%s', nspname, relname) as name, relowner,
        nspname = 'record' or nspname = 'proof' and relname in ('tile', 'head') as by_function_only
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind = 'r' and nspname in ('record', 'audit', 'proof')
        and (nspname, relname) not in (('proof', 'keeping'), ('proof', 'notary'))
    ), schemas as (
      select oid, nspname, nspowner from pg_namespace where nspname in ('record', 'audit', 'proof')
    ), powers (rank, power) as (
      select 1, 'it may act as the superuser ' || rolname from identity where rolsuper
      union all
      select 2, 'it may create roles' from identity where rolcreaterole
      union all
      select 3, 'it is a member of ' || rolname from identity
      where rolname in ('pg_execute_server_program', 'pg_write_server_files', 'pg_write_all_data')
      union all
      select 4, 'it owns the schema ' || nspname from schemas join identity on identity.oid = nspowner
      union all
      select 5, 'it may create in the schema ' || nspname from schemas, identity
      where has_schema_privilege(identity.oid, schemas.oid, 'CREATE')
      union all
      select 6, 'it owns ' || name from kept join identity on identity.oid = relowner
      union all
      select 7, 'it may write to ' || name from kept, identity
      where has_table_privilege(identity.oid, kept.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
        or has_any_column_privilege(identity.oid, kept.oid, 'UPDATE')
        or by_function_only and has_any_column_privilege(identity.oid, kept.oid, 'INSERT')
      union all
      select 8, 'it owns a function of the record: ' || proname
      from pg_proc join identity on identity.oid = proowner
      where pronamespace in ('record'::regnamespace, 'proof'::regnamespace)
      union all
      select 9, 'it may name the time of a fact' from pg_proc, identity
      where pronamespace = 'record'::regnamespace and proname = 'append_batch_at'
        and has_function_privilege(identity.oid, pg_proc.oid, 'EXECUTE')
    )
    select distinct rank, power from powers order by rank, power`);
  const powers = found.map(({ power }) => power);
  // Whoever is superuser may do all the rest, which need not be listed.
  const asSuperuser = powers.filter((power) => power.includes('superuser'));
  return asSuperuser.length > 0 ? asSuperuser : powers;
}

/** Works on a database by another URL and lets go of it again. Tables have to be named with their schemas. */
export async function asRole<T>(url: string, work: (db: PgDatabase) => Promise<T>): Promise<T> {
  const db = new PgDatabase(url, { max: 1, searchPath: SAFE_SEARCH_PATH });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
