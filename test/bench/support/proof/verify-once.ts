import { hash } from 'node:crypto';
import { PgDatabase } from '@baikoo/database';
import { PostgresEventStore } from '@baikoo/event-store';
import { PostgresTiles, verifyRecord } from '@baikoo/proof';

/**
 * Goes through the whole record once, in a process of its own: its memory and time are those of that work and nothing else.
 * `verify` as the command does it, `hashes` without comparing it with what is kept, `parsed` as a store that cannot give
 * events as it keeps them; `read` only reads the same rows, `sha256` only hashes as many bytes: no verification is faster.
 */
const [url = '', kind = ''] = process.argv.slice(2);
const db = new PgDatabase(url);
const store = new PostgresEventStore(db);

const ways: Record<string, () => Promise<{ events: number; root?: string }>> = {
  verify: () => verified({ kept: new PostgresTiles(db) }),
  hashes: () => verified({}),
  parsed: () => verified({}, { readLog: store.readLog.bind(store) }),
  read: async () => ({ events: (await eachPage()).events }),
  sha256: async () => {
    const { events, bytes } = await eachPage(100_000);
    const mean = Buffer.alloc(Math.round(bytes / events), 'x');
    began = performance.now();
    for (let i = 0; i < 1_000_000; i++) hash('sha256', mean, 'binary');
    return { events: 1_000_000 };
  },
};

async function verified(options: { kept?: PostgresTiles }, record: Parameters<typeof verifyRecord>[0] = store) {
  const { size, root } = await verifyRecord(record, { checkpoints: [], ...options });
  return { events: size, root: root.toString('base64') };
}

/** Events and the bytes that they are hashed from, but for the names of the fields. */
async function eachPage(most = Number.POSITIVE_INFINITY): Promise<{ events: number; bytes: number }> {
  let [events, bytes, last, came] = [0, 0, 0n, 1];
  while (came > 0 && events < most) {
    came = 0;
    for await (const rows of store.readWritten(last, 20_000)) {
      for (const { data, cause, stream, type } of rows)
        bytes += data.length + cause.length + stream.length + type.length + 160;
      came += rows.length;
      last = rows.at(-1)?.position ?? last;
    }
    events += came;
  }
  return { events, bytes };
}

let began = performance.now();
const found = await ways[kind]!();
const milliseconds = performance.now() - began;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    ...found,
    milliseconds,
    peakMegabytes: (maxRSS * 1_024) / 1_000_000,
    cpuMilliseconds: (userCPUTime + systemCPUTime) / 1_000,
  }),
);
await db.close();
