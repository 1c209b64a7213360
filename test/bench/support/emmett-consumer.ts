import { type PgDatabase, sql } from '@baikoo/database';
import type { Emmett, EmmettConsumer } from './emmett.js';

/** The one table that Emmett's consumer keeps: a row for each stream, as plain as a read model can be. */
export async function createPeerTable(db: PgDatabase): Promise<void> {
  await db.query(sql`drop table if exists public.peer_row`);
  await db.query(sql`
    create table public.peer_row (id text primary key, type text not null, data jsonb not null, changes integer not null,
      position bigint not null)`);
}

/** Emmett's consumer as its documentation shows it: each message handled by one statement, in a transaction a batch. */
export function consumerInto(
  { postgreSQLEventStoreConsumer, SQL }: Emmett,
  { url, processorId }: { url: string; processorId: string },
): EmmettConsumer {
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url });
  consumer.reactor({
    processorId,
    eachMessage: async ({ type, data, metadata: { streamName, globalPosition } }, { execute }) => {
      await execute.command(SQL`
        insert into public.peer_row values (${streamName}, ${type}, ${JSON.stringify(data)}, 1, ${globalPosition})
        on conflict (id) do update set type = excluded.type, data = excluded.data, changes = peer_row.changes + 1,
          position = excluded.position`);
    },
  });
  return consumer;
}
