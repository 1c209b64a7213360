import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { installPeers, PEERS } from './peers.js';

/** The part of Emmett that the benchmarks use: the event store for PostgreSQL and its consumer. */
export type Emmett = {
  getPostgreSQLEventStore(url: string): EmmettStore;
  postgreSQLEventStoreConsumer(options: { connectionString: string }): EmmettConsumer;
  /** Writes SQL with parameters, of the library that Emmett stands on. */
  SQL(strings: TemplateStringsArray, ...values: readonly unknown[]): unknown;
};

export type EmmettEvent = { readonly type: string; readonly data: object };

export type EmmettStore = {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(
    stream: string,
    events: readonly EmmettEvent[],
    options?: { expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' },
  ): Promise<{ nextExpectedStreamVersion: bigint; lastEventGlobalPosition: bigint }>;
  close(): Promise<void>;
};

type Handled = EmmettEvent & { readonly metadata: { readonly globalPosition: bigint; readonly streamName: string } };

export type EmmettConsumer = {
  reactor(options: {
    processorId: string;
    eachMessage: (event: Handled, context: { execute: { command(sql: unknown): Promise<unknown> } }) => Promise<void>;
  }): unknown;
  start(): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
};

/** Loads the peer from the package of its own. */
export async function loadEmmett(): Promise<Emmett> {
  installPeers();
  const resolve = createRequire(`${PEERS}/package.json`).resolve;
  const load = async (name: string) => (await import(pathToFileURL(resolve(name)).href)) as Record<string, unknown>;
  const [store, { SQL }] = [await load('@event-driven-io/emmett-postgresql'), await load('@event-driven-io/dumbo')];
  return { ...store, SQL } as Emmett;
}
