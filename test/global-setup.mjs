import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { asRole, ensureApplicationRole, grantToApplication, migrate } from '../dist/libs/database/src/index.js';
import { startEmbeddedPostgres } from '../dist/libs/embedded-postgres/src/index.js';

const APPLICATION_ROLE = 'baikoo_test_application';

/**
 * One PostgreSQL for the whole run: the one that TEST_DATABASE_URL names, else an embedded one that need not survive
 * a power cut. Specs clone a migrated template database from it, which takes about 0.1 s.
 */
export default async function () {
  const home = mkdtempSync(path.join(tmpdir(), 'baikoo-test-'));
  chmodSync(home, 0o755);
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startEmbeddedPostgres({ home, durable: false });

  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  // What an earlier run may have left on a server of its own life: this one and the filled copies of it.
  const { rows } = await admin.query("select datname from pg_database where datname ~ '^baikoo_template'");
  for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`);
  await admin.query('create database baikoo_template');
  await admin.end();
  const template = new URL(server.url);
  template.pathname = '/baikoo_template';
  await migrate(template.href);

  // As in service: specs work as a role that can change no fact.
  const application = new URL(server.url);
  application.username = APPLICATION_ROLE;
  application.password = randomBytes(16).toString('hex');
  await asRole(template.href, async (owner) => {
    await ensureApplicationRole(owner, application.username, application.password);
    await grantToApplication(owner, application.username);
  });

  process.env.BAIKOO_TEST_SERVER = server.url;
  process.env.BAIKOO_TEST_APPLICATION = application.href;
  globalThis.baikooTestRun = { server, home };
}
