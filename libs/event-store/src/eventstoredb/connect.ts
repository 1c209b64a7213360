import type { EventStoreDbConnection } from './connection.js';

/**
 * A connection to the EventStoreDB of a connection string. Throws when the client cannot read that. The client and its
 * gRPC are loaded here and not with the program: every start would wait for them, and few installations use them.
 */
export async function connectToEventStoreDb(url: string): Promise<EventStoreDbConnection> {
  const connection = await import('./connection.js');
  return new connection.EventStoreDbConnection(url);
}
