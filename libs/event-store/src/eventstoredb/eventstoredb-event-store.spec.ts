import { type Database, PgDatabase } from '@baikoo/database';
import { createTestDatabase } from '@baikoo/database/testing';
import { eventStoreContract } from '../event-store.contract.js';
import { EventStoreDbConnection } from './connection.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { ProtocolStandIn, type StandInOptions } from './protocol-stand-in/protocol-stand-in.js';

class ForgetfulDatabase extends PgDatabase {
  losesNextCommit = false;

  override transaction<T>(work: (tx: Database) => Promise<T>): Promise<T> {
    return super.transaction(async (tx) => {
      const result = await work(tx);
      if (!this.losesNextCommit) return result;
      this.losesNextCommit = false;
      throw new Error('The connection broke before the commit.');
    });
  }
}

const open = async (options: StandInOptions) => {
  const database = await createTestDatabase();
  const standIn = await ProtocolStandIn.start(options);
  let now: string | null = null;
  const stores: EventStoreDbEventStore[] = [];
  const own = new ForgetfulDatabase(database.url);
  const dbs: PgDatabase[] = [own];
  const process = (db: PgDatabase) => {
    dbs.push(db);
    const store = new EventStoreDbEventStore(db, new EventStoreDbConnection(standIn.url), {
      clock: () => now,
    });
    stores.push(store);
    return store;
  };
  return {
    store: process(own),
    another: async () => process(new PgDatabase(database.url)),
    setClock: (moment: string) => (now = moment),
    loseNextAnswer: () => (own.losesNextCommit = true),
    holdNextAppend: () => standIn.faults.holdNextAppend(),
    dropConnections: async () => {
      await standIn.restart();
    },
    close: async () => {
      for (const store of stores) await store.close();
      for (const db of dbs) await db.close();
      standIn.stop();
      await database.drop();
    },
  };
};
eventStoreContract('EventStoreDB', () => open({ batchAppend: true }), 200);
