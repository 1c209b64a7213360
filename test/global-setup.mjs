import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../dist/libs/database/src/index.js';
import { startEmbeddedPostgres } from '../dist/libs/embedded-postgres/src/index.js';

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
  await admin.query('drop database if exists baikoo_template with (force)');
  await admin.query('create database baikoo_template');
  await admin.end();
  const template = new URL(server.url);
  template.pathname = '/baikoo_template';
  await migrate(template.href);

  process.env.BAIKOO_TEST_SERVER = server.url;
  globalThis.baikooTestRun = { server, home };
}
