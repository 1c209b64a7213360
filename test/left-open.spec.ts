import { spawnSync } from 'node:child_process';
import { projectFile, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('what a spec has open when it times out is closed before the next begins', async () => {
  const [jest, config] = ['node_modules/jest/bin/jest.js', 'test/support/left-open/jest.config.mjs'].map(projectFile);
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', jest!, '--runInBand', '--config', config!],
    { encoding: 'utf8', timeout: 25_000 },
  );
  expect(stderr).toMatch(/Exceeded timeout of 500 ms for a hook/);
  expect(status).toBe(1);
  const [, opened] = /opened (baikoo_\w+)/.exec(stdout + stderr) ?? [];
  expect(opened).toBeDefined();
  expect(await database.owner.query(sql`select from pg_database where datname = ${opened}`)).toEqual([]);
}, 30_000);
