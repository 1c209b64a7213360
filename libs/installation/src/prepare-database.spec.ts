import { randomUUID } from 'node:crypto';
import { asRole, identifier, missingMigrations, powersOverTheRecord, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareDatabase } from './prepare-database.js';

let database: TestDatabase;
const empty: string[] = [];
beforeAll(async () => (database = await createTestDatabase()));
afterAll(async () => {
  for (const name of empty) await database.owner.query(sql`drop database if exists ${identifier(name)} with (force)`);
  await database.drop();
});

/** The URLs of a database that nobody has touched, by the role of the program and by its owner. */
async function emptyDatabase() {
  const name = `baikoo_${randomUUID().replaceAll('-', '')}`;
  empty.push(name);
  await database.owner.query(sql`create database ${identifier(name)}`);
  const at = (start: string) => Object.assign(new URL(start), { pathname: `/${name}` }).href;
  return { databaseUrl: at(database.url), migrationDatabaseUrl: at(database.ownerUrl) };
}

describe('a database is prepared', () => {
  test('in production by its owner, and then serves the role of the program without the owner', async () => {
    const both = await emptyDatabase();
    expect(await prepareDatabase(both, 'production')).toContain('001_record');
    const alone = { ...both, migrationDatabaseUrl: undefined };
    expect(await prepareDatabase(alone, 'production')).toEqual([]);
    expect(await asRole(both.databaseUrl, missingMigrations)).toEqual([]);
    expect(await asRole(both.databaseUrl, powersOverTheRecord)).toEqual([]);
  });

  test('in the demonstration also by one role that owns everything', async () => {
    const { migrationDatabaseUrl: databaseUrl } = await emptyDatabase();
    expect(await prepareDatabase({ databaseUrl, migrationDatabaseUrl: undefined }, 'demo')).toContain('001_record');
  });

  test('again with a role of its own after one role owned everything', async () => {
    const both = await emptyDatabase();
    await prepareDatabase({ databaseUrl: both.migrationDatabaseUrl, migrationDatabaseUrl: undefined }, 'demo');
    await expect(
      prepareDatabase({ databaseUrl: both.migrationDatabaseUrl, migrationDatabaseUrl: undefined }, 'production'),
    ).rejects.toThrow(/DATABASE_URL: this role could change the record: it may act as the superuser/);
    expect(await prepareDatabase(both, 'production')).toEqual([]);
  });
});

describe('a database is refused', () => {
  test('in production when its schema is missing or old, with what to run', async () => {
    const { databaseUrl } = await emptyDatabase();
    await expect(prepareDatabase({ databaseUrl, migrationDatabaseUrl: undefined }, 'production')).rejects.toThrow(
      /lacks 001_record, .*baikoo migrate.*MIGRATION_DATABASE_URL/,
    );
  });

  test('when the two URLs name different databases, before anything is created in either', async () => {
    const [one, other] = [await emptyDatabase(), await emptyDatabase()];
    await expect(prepareDatabase({ ...one, migrationDatabaseUrl: other.migrationDatabaseUrl }, 'demo')).rejects.toThrow(
      /must name the same one/,
    );
    expect(await asRole(other.migrationDatabaseUrl, missingMigrations)).toContain('001_record');
  });
});
