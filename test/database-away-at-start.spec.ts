import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { openInstallation, readConfiguration } from '@baikoo/installation';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TcpProxy } from './support/tcp-proxy.js';

describe('a program that starts before its database', () => {
  let database: TestDatabase;
  let home: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    home = await mkdtemp(path.join(tmpdir(), 'baikoo-away-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  const configurationFor = ({ url }: TcpProxy, seconds: number) => ({
    ...readConfiguration({ DATABASE_WAIT_SECONDS: String(seconds) }),
    ...{ databaseUrl: url, home },
  });

  test('says that it waits, and opens when the database has come', async () => {
    const proxy = await TcpProxy.before(database.url, { open: false });
    const warnings: string[] = [];
    const opening = openInstallation(
      configurationFor(proxy, 60),
      () => {},
      (message) => {
        warnings.push(message);
        void proxy.open();
      },
    );
    const installation = await opening;
    expect(warnings).toEqual([expect.stringMatching(/^Waiting for the database .* 60 s at most/)]);
    expect(await installation.db.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await installation.close();
    await proxy.close();
  }, 60_000);

  test('says that nobody answered when the time is over', async () => {
    const proxy = await TcpProxy.before(database.url, { open: false });
    await expect(openInstallation(configurationFor(proxy, 1))).rejects.toMatchObject({
      name: 'DatabaseNotReached',
      message: expect.stringMatching(/did not answer within 1 s/),
    });
  });
});
