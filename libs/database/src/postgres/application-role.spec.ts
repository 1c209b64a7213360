import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  asRole,
  ensureApplicationRole,
  grantToApplication,
  identifier,
  powersOverTheRecord,
  type Sql,
  sql,
} from '../index.js';
import { createTestDatabase, type TestDatabase } from '../testing.js';

const aTile = { level: 0, index: 0, added: 'ab'.repeat(32), first: 1, last: 1 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const event = {
    ...{ id: '4a2b0f6e-8e0a-4b83-9f3e-0d7a3f0c9b10', type: 'Counted', version: 1 },
    data: { n: 1 },
  };
  const wish = {
    ...{ command_id: 'c-1', fingerprint: null, correlation_id: 'k-1', stream: 'count-1', expected: 0, rests_on: [] },
    ...{ cause: {}, events: [event] },
  };
  await database.db.query(sql`select * from record.append_batch(${JSON.stringify([wish])})`);
  await database.db.query(sql`
    insert into audit.refused_attempt (correlation_id, command_id, command, subject, code, details)
    values ('k-2', 'c-2', 'Count', 'count-1', 'NOT_FOUND', '{}')`);
  await database.db.query(sql`select proof.grow(0, 1, 1, ${JSON.stringify([aTile])})`);
});
afterAll(() => database.drop());

const contents = async () => ({
  events: await database.owner.query(sql`select * from record.event order by position`),
  receipts: await database.owner.query(sql`select * from record.receipt`),
  head: await database.owner.query(sql`select * from record.head`),
  attempts: await database.owner.query(sql`select * from audit.refused_attempt`),
  tiles: await database.owner.query(sql`select * from proof.tile, proof.head`),
});

describe('the role that the program works as', () => {
  test.each([
    ['change an event', sql`update record.event set data = '{}'`],
    ['delete an event', sql`delete from record.event`],
    ['empty the record', sql`truncate record.event`],
    ['write an event past the rules', sql`insert into record.event select * from record.event`],
    ['change a receipt', sql`update record.receipt set fingerprint = 'x'`],
    ['delete a receipt', sql`delete from record.receipt`],
    ['move the end of the log', sql`update record.head set position = 0`],
    ['change a refused attempt', sql`update audit.refused_attempt set code = 'x'`],
    ['delete a refused attempt', sql`delete from audit.refused_attempt`],
    [
      'date a refused attempt',
      sql`insert into audit.refused_attempt (attempted_at, correlation_id, command_id, command, subject, code, details)
        values ('2020-01-01', 'k-3', 'c-3', 'Count', 'count-1', 'NOT_FOUND', '{}')`,
    ],
    [
      'number what an operator did',
      sql`insert into audit.operator_act (id, operator, reason, act, projection, position, event_id, error)
        overriding system value values (-5, 'o', 'r', 'SKIP', 'p', 1, gen_random_uuid(), 'e')`,
    ],
    ['change what an operator did', sql`update audit.operator_act set reason = 'x'`],
    ['change what somebody read', sql`update audit.sensitive_read set person_id = 'x'`],
    ['delete what somebody read', sql`delete from audit.sensitive_read`],
    [
      'say when the entry of a read was written',
      sql`insert into audit.sensitive_read (asked_at, written_at, correlation_id, kind, via, person_id, role_at_time,
            organisation_id, asked)
        values ('2020-01-01', '2020-01-01', 'k', 'EXPORT', 'FILE', 'p', 'AUDITOR', 'o', '[]')`,
    ],
    ['change a hash of the tree', sql`update proof.tile set hashes = '\\x00'`],
    ['delete hashes of the tree', sql`delete from proof.tile`],
    ['write hashes past the end of the tree', sql`insert into proof.tile select 0, 1, hashes, 2, 2 from proof.tile`],
    ['move the end of the tree', sql`update proof.head set size = 0, position = 0`],
    ['date a fact', sql`select * from record.append_batch_at('[]', '2020-01-01')`],
    ['switch the guard off', sql`alter table record.event disable trigger append_only`],
    ['switch all guards off', sql`set session_replication_role = replica`],
    ['drop the guard', sql`drop trigger append_only on record.event`],
    [
      'replace the guard',
      sql`create or replace function record.refuse_change() returns trigger language plpgsql as 'begin return null; end'`,
    ],
    ['replace the door', sql`drop function record.append_batch(json)`],
    ['drop the record', sql`drop schema record cascade`],
    ['take the record over', sql`alter table record.event owner to current_user`],
    ['hide the record behind another table', sql`create table record.other (n int)`],
  ])('cannot %s', async (_, attempt) => {
    const before = await contents();
    await expect(database.db.query(attempt)).rejects.toMatchObject({ code: '42501' });
    expect(await contents()).toEqual(before);
  });

  test('cannot become the owner', () => {
    const owner = decodeURIComponent(new URL(database.ownerUrl).username);
    return expect(database.db.query(sql`set role ${identifier(owner)}`)).rejects.toMatchObject({ code: '42501' });
  });

  test('cannot have its own function called by the owner in place of one of PostgreSQL', async () => {
    await database.db.query(sql`
      create function read.pg_advisory_xact_lock(text) returns void language plpgsql as $$
      begin
        execute 'alter table record.event disable trigger append_only';
        execute $q$update record.event set data = '{"forged": true}'$q$;
      end $$`);
    const before = await contents();
    const [role] = await database.db.query<{ name: string }>(sql`select current_user as name`);
    await grantToApplication(database.owner, role!.name);
    await asRole(database.ownerUrl, (owner) => grantToApplication(owner, role!.name));
    await asRole(database.ownerUrl, (owner) => owner.query(sql`select pg_advisory_xact_lock(${7})`));
    expect(await contents()).toEqual(before);
    await database.db.query(sql`drop function read.pg_advisory_xact_lock(text)`);
  });

  test('has no power over the record that an installation in production would refuse', async () =>
    expect(await powersOverTheRecord(database.db)).toEqual([]));

  test('would be refused in production if it could change what was recorded', async () => {
    expect((await powersOverTheRecord(database.owner))[0]).toMatch('it may act as the superuser');
    await database.owner.query(sql`create role baikoo_test_powerful login password 'x'`);
    try {
      await grantToApplication(database.owner, 'baikoo_test_powerful');
      await database.owner.query(sql`grant update (data) on record.event to baikoo_test_powerful`);
      await database.owner.query(sql`grant delete on audit.operator_act to baikoo_test_powerful`);
      const url = new URL(database.ownerUrl);
      [url.username, url.password] = ['baikoo_test_powerful', 'x'];
      expect(await asRole(url.href, powersOverTheRecord)).toEqual([
        'it may write to audit.operator_act',
        'it may write to record.event',
      ]);
      await grantToApplication(database.owner, 'baikoo_test_powerful');
      expect(await asRole(url.href, powersOverTheRecord)).toEqual([]);
      const grants: [Sql, string][] = [
        [sql`alter table record.receipt owner to baikoo_test_powerful`, 'it owns record.receipt'],
        [sql`grant create on schema record to baikoo_test_powerful`, 'it may create in the schema record'],
        [sql`alter schema audit owner to baikoo_test_powerful`, 'it owns the schema audit'],
        [
          sql`grant execute on function record.append_batch_at(json, timestamptz) to baikoo_test_powerful`,
          'it may name the time of a fact',
        ],
        [
          sql`alter function record.refuse_change() owner to baikoo_test_powerful`,
          'it owns a function of the record: refuse_change',
        ],
        [sql`grant update (hashes) on proof.tile to baikoo_test_powerful`, 'it may write to proof.tile'],
        [sql`grant insert on proof.head to baikoo_test_powerful`, 'it may write to proof.head'],
        [
          sql`alter function proof.grow(bigint, bigint, bigint, json) owner to baikoo_test_powerful`,
          'it owns a function of the record: grow',
        ],
        [sql`grant pg_write_server_files to baikoo_test_powerful`, 'it is a member of pg_write_server_files'],
      ];
      for (const [grant, power] of grants) {
        await database.owner.query(grant);
        expect(await asRole(url.href, powersOverTheRecord)).toContain(power);
      }
    } finally {
      await database.owner.query(sql`reassign owned by baikoo_test_powerful to current_user`);
      await database.owner.query(sql`drop owned by baikoo_test_powerful`);
      await database.owner.query(sql`drop role baikoo_test_powerful`);
    }
  });
});

describe('the tree over the record', () => {
  test.each([
    ['a changed hash', sql`update proof.tile set hashes = sha256('x')`],
    ['a changed hash before a new one', sql`update proof.tile set hashes = sha256('x') || sha256('y')`],
    ['a tile that moves', sql`update proof.tile set index = 1, hashes = hashes || sha256('y')`],
    ['other first events', sql`update proof.tile set first_position = 0, hashes = hashes || sha256('y')`],
    ['a deleted tile', sql`delete from proof.tile`],
    ['no tiles', sql`truncate proof.tile`],
    ['a smaller tree', sql`update proof.head set size = 0, position = 0`],
    ['no tree', sql`delete from proof.head`],
  ])('only grows, also by the hands of its owner: %s is refused', async (_, attempt) => {
    const before = await contents();
    await expect(database.owner.query(attempt)).rejects.toMatchObject({ code: '42501' });
    expect(await contents()).toEqual(before);
  });

  test.each([
    ['a tile too few', 1, 257, [{ ...aTile, added: 'cd'.repeat(32 * 255), last: 256 }]],
    ['too few hashes in a tile', 1, 3, [{ ...aTile, last: 3 }]],
    ['a tile without positions', 1, 2, [{ ...aTile, first: null, last: null }]],
    ['half a hash', 1, 2, [{ ...aTile, added: 'ab' }]],
    ['more than a tile takes', 1, 258, [{ ...aTile, added: 'cd'.repeat(32 * 257), last: 258 }]],
  ])('grows by nothing that is no tree: %s is refused', async (_, from, to, tiles) => {
    const before = await contents();
    await expect(
      database.db.query(sql`select proof.grow(${from}, ${to}, ${to}, ${JSON.stringify(tiles)})`),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(P0001|23514|42501)$/) });
    expect(await contents()).toEqual(before);
  });

  test('is left alone by whoever goes on from another size than it has', async () => {
    const before = await contents();
    const next = JSON.stringify([{ ...aTile, last: 2 }]);
    expect(await database.db.query(sql`select proof.grow(0, 2, 2, ${next}) as done`)).toEqual([{ done: false }]);
    expect(await contents()).toEqual(before);
  });
});

describe('granting', () => {
  test('drops read models that another role built, and keeps what the record and its readers cannot have again', async () => {
    await database.owner.query(sql`create table read.stranger (id text)`);
    await database.owner.query(
      sql`insert into projection.checkpoint (projection, fingerprint) values ('stranger', 'x')`,
    );
    await database.owner.query(sql`insert into projection.process (process, position) values ('answering', 1)`);
    const before = await contents();
    const [role] = await database.db.query<{ name: string }>(sql`select current_user as name`);
    await grantToApplication(database.owner, role!.name);
    expect(await database.db.query(sql`select to_regclass('read.stranger') as found`)).toEqual([{ found: null }]);
    expect(await database.db.query(sql`select * from projection.checkpoint`)).toEqual([]);
    expect(await database.db.query(sql`select * from projection.process`)).toHaveLength(1);
    expect(await contents()).toEqual(before);
    await database.db.query(sql`create table read.own (id text)`);
  });

  test('leaves read models of the program alone', async () => {
    const [role] = await database.db.query<{ name: string }>(sql`select current_user as name`);
    await database.db.query(sql`create table if not exists read.own (id text)`);
    await grantToApplication(database.owner, role!.name);
    expect(await database.db.query(sql`select to_regclass('read.own') as found`)).toEqual([{ found: 'own' }]);
  });

  test('takes a password with quotes as it is', async () => {
    try {
      await ensureApplicationRole(database.owner, 'baikoo_test_quoted', `it's "so" \\ 1`);
      await ensureApplicationRole(database.owner, 'baikoo_test_quoted', `it's "so" \\ 2`);
      const url = new URL(database.ownerUrl);
      [url.username, url.password] = ['baikoo_test_quoted', encodeURIComponent(`it's "so" \\ 2`)];
      expect(await asRole(url.href, (db) => db.query(sql`select current_user as name`))).toEqual([
        { name: 'baikoo_test_quoted' },
      ]);
    } finally {
      await database.owner.query(sql`drop role if exists baikoo_test_quoted`);
    }
  });
});
