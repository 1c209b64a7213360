import { type Database, sql } from '@baikoo/database';
import {
  connectToEventStoreDb,
  type EventStore,
  type EventStoreDbConnection,
  EventStoreDbEventStore,
  PostgresEventStore,
  restraintOf,
} from '@baikoo/event-store';
import { type Configuration, ConfigurationError } from './configuration.js';

/** What takes longer is told, in milliseconds. */
const SILENT_MS = 2_000;

export type Telling = {
  readonly onProgress: (message: string) => void;
  readonly onWarning: (message: string) => void;
};

/**
 * The record of an installation: in PostgreSQL, or in the EventStoreDB of `EVENTSTORE_URL`. Read models know its
 * positions, so it stays where it began: the other choice is refused.
 */
export async function openRecord(
  { eventStoreUrl, mode }: Configuration,
  db: Database,
  { onProgress, onWarning }: Telling,
): Promise<EventStore> {
  await refuseOtherPlace(db, eventStoreUrl);
  if (!eventStoreUrl) return new PostgresEventStore(db);
  const connection = await connect(eventStoreUrl);
  // Where nobody signs in, nobody has rights: the settings allow that on this machine only.
  const isOpen = /[?&]tls=false/i.test(eventStoreUrl);
  await checkRestraint(connection, mode === 'production' && !isOpen, onWarning);
  const store = new EventStoreDbEventStore(db, connection, {
    onDrop: (error) => onProgress(`EventStoreDB: subscribing again: ${error instanceof Error ? error.message : error}`),
  });
  await bringIndexUp(store, onProgress);
  return store;
}

/** An index that is new, or from a backup, takes in the whole log first: minutes, when that is long. */
async function bringIndexUp(store: EventStore, onProgress: (message: string) => void): Promise<void> {
  const tooLong = setTimeout(() => onProgress('Building the index of the record from EventStoreDB'), SILENT_MS);
  try {
    await store.head();
  } finally {
    clearTimeout(tooLong);
  }
}

async function connect(url: string): Promise<EventStoreDbConnection> {
  try {
    return await connectToEventStoreDb(url);
  } catch (error) {
    throw new ConfigurationError(`EVENTSTORE_URL cannot be used: ${(error as Error).message}`);
  }
}

async function refuseOtherPlace(db: Database, eventStoreUrl: string | undefined): Promise<void> {
  const [begun] = await db.query<{ inPostgres: boolean; inEventStore: boolean }>(sql`
    select exists (select 1 from record.event) as "inPostgres",
      exists (select 1 from eventstoredb.head where position > 0) as "inEventStore"`);
  if (eventStoreUrl && begun!.inPostgres)
    throw new ConfigurationError(
      'EVENTSTORE_URL: the record of this database began in PostgreSQL. A record in EventStoreDB needs a database of its own.',
    );
  if (!eventStoreUrl && begun!.inEventStore)
    throw new ConfigurationError(
      'EVENTSTORE_URL is not set, but the record of this database is in EventStoreDB. Set it as it was.',
    );
}

/** Immutability rests on rights that the administrators of EventStoreDB give: the program can only look at them. */
async function checkRestraint(
  connection: EventStoreDbConnection,
  refuses: boolean,
  onWarning: (message: string) => void,
): Promise<void> {
  const restraint = await restraintOf(connection);
  if (restraint === 'RESTRAINED') return;
  if (restraint === 'NOT_RESTRAINED' && refuses)
    throw new ConfigurationError(
      'EVENTSTORE_URL: this server lets others than its administrators delete streams or hide their events. Its ' +
        '$settings must leave $d and $mw of user streams to $admins (deploy/README.md, EventStoreDB).',
    );
  onWarning(
    restraint === 'UNKNOWN'
      ? 'EventStoreDB: its $settings may not be read, so nobody checks who can delete streams.'
      : 'EventStoreDB: others than its administrators can delete streams or hide their events.',
  );
}
