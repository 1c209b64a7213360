import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { PgDatabase, projectFile, sql } from '@baikoo/database';
import { type Emmett, loadEmmett } from './support/emmett.js';
import { consumerInto, createPeerTable } from './support/emmett-consumer.js';
import { atLeast, atMost, median, number, printGoals, printTable, spread } from './support/figures.js';
import { type History, openHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * How fast the read models of measures, indicators and cycles are built anew from a long history, former versions
 * included, and how much memory that takes; beside it Emmett's consumer, which keeps one row for each stream.
 */
const options = new Command('bench:rebuild')
  .option('--events <n>', 'about how many are generated', wholeNumber, 1_000_000)
  .option('--sample <n>', 'how many of them Emmett gets', wholeNumber, 10_000)
  .option('--rounds <n>', 'measured rounds', wholeNumber, 3)
  .option('--seed <n>', 'of the generated history', wholeNumber, 1)
  .option('--home <folder>', 'keep the server with its history there for the next run')
  .option('--profile <folder>', 'write a CPU profile of each rebuild there')
  .parse()
  .opts<{ events: number; sample: number; rounds: number; seed: number; home?: string; profile?: string }>();

const READ_MODELS = ['measures', 'indicators', 'cycles'];

type Once = { milliseconds: number; foldedAfter: number; peakMegabytes: number; cpuMilliseconds: number };

async function rebuildOnce({ url }: History): Promise<Once> {
  const profiling = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const program = projectFile('dist/test/bench/support/rebuild-once.js');
  const { stdout } = await promisify(execFile)(process.execPath, [...profiling, program, url, ...READ_MODELS]);
  return JSON.parse(stdout) as Once;
}

/** Copies a stretch from the middle of the history, where reports are written, to a store of Emmett's. */
async function fillEmmett(emmett: Emmett, url: string, { store, events }: History): Promise<number> {
  const peer = emmett.getPostgreSQLEventStore(url);
  await peer.schema.migrate();
  let copied = 0;
  for (let after = BigInt(Math.floor(events / 2)); copied < options.sample;) {
    const page = await store.readLog(after, Math.min(1_000, options.sample - copied));
    if (page.length === 0) break;
    // One after the other: of what is appended at the same time Emmett's consumer passes over a part (it reads by
    // position, and positions do not become visible in their order).
    for (const { stream, type, data } of page) await peer.appendToStream(stream, [{ type, data }]);
    copied += page.length;
    after = page.at(-1)!.position;
  }
  await peer.close();
  return copied;
}

/** How long Emmett takes to handle the sample, in ms: until its table shows the last of it. */
async function consumeOnce(emmett: Emmett, db: PgDatabase, url: string, sample: number): Promise<number> {
  await createPeerTable(db);
  const consumer = consumerInto(emmett, { url, processorId: randomUUID() });
  const began = performance.now();
  const consuming = consumer.start();
  for (let handled = 0; handled < sample; await sleep(LOOK_MS)) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`Emmett handled ${handled} of ${sample} events.`);
    const [row] = await db.query<{ handled: string | null }>(sql`select sum(changes) as handled from public.peer_row`);
    handled = Number(row!.handled ?? 0);
  }
  const milliseconds = performance.now() - began;
  await consumer.stop();
  await consuming;
  await consumer.close();
  return milliseconds;
}

/** Seldom enough not to be felt. */
const LOOK_MS = 50;
const PATIENCE_MS = 180_000;

await withServer(options.home, async (server) => {
  const peerUrl = await server.createDatabase('bench_emmett');
  await printMachine(peerUrl);
  const history = await openHistory(server, options);
  const emmett = await loadEmmett();
  const sample = await fillEmmett(emmett, peerUrl, history);
  const peerDb = new PgDatabase(peerUrl, { max: 1 });

  const ours: number[] = [];
  const folding: number[] = [];
  const memory: number[] = [];
  const cpu: number[] = [];
  const peers: number[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    const once = await rebuildOnce(history);
    ours.push((history.events * 1_000) / once.milliseconds);
    folding.push((history.events * 1_000) / once.foldedAfter);
    memory.push(once.peakMegabytes);
    cpu.push(once.cpuMilliseconds / 1_000);

    peers.push((sample * 1_000) / (await consumeOnce(emmett, peerDb, peerUrl, sample)));
  }
  printTable(
    ['rebuild', 'events', 'events/s', 'min – max'],
    [
      ['Baikoo, 3 projections', number(history.events), number(median(ours)), spread(ours)],
      ['  of it folding and writing', number(history.events), number(median(folding)), spread(folding)],
      ['Emmett, 1 table', number(sample), number(median(peers)), spread(peers)],
    ],
  );
  printTable(
    ['process of the rebuild', 'median', 'min – max'],
    [
      ['peak memory, MB', number(median(memory)), spread(memory)],
      ['processor time, s', number(median(cpu)), spread(cpu)],
    ],
  );
  printGoals([
    atLeast('rebuild', median(ours), 30_000, 'events/s'),
    atMost('peak memory', median(memory), 700, 'MB'),
    atLeast('Emmett', median(ours) / median(peers), 30),
  ]);
  await peerDb.close();
  await history.db.close();
});
