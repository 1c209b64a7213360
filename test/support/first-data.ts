import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { sql } from '@baikoo/database';
import type { Filling } from '@baikoo/database/testing';
import { loadFirstData } from '@baikoo/first-data';
import { JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { prepareServer } from '../../apps/api/src/serve.js';

/** The first data of the demonstration, loaded by commands into an installation that serves nobody yet, as at a start. */
export const FIRST_DATA: Filling = {
  name: 'first_data',
  fill: async ({ url, owner }) => {
    const home = await mkdtemp(path.join(tmpdir(), 'baikoo-first-data-'));
    const configuration = { ...readConfiguration({ LOG_LEVEL: 'silent' }), databaseUrl: url, home };
    const installation = await openInstallation(configuration);
    const server = await prepareServer(installation, new JsonLogger(configuration));
    try {
      const bus = server.app.get(CommandBus, { strict: false });
      await loadFirstData({ bus, store: installation.store, db: installation.db, illustrative: true });
    } finally {
      await server.close();
      await installation.close();
      await rm(home, { recursive: true, force: true });
    }
    // What was signed here is by a key that went with the home: each copy begins with one of its own.
    await owner.transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`);
      await tx.query(sql`delete from proof.checkpoint`);
    });
  },
};
