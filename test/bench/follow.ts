import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { PgDatabase, type Sql, sql } from '@baikoo/database';
import { projections } from '@baikoo/installation';
import { ProjectionRunner, rebuild } from '@baikoo/projections';
import { loadEmmett } from './support/emmett.js';
import { consumerInto, createPeerTable } from './support/emmett-consumer.js';
import { benchCause, twoFacts } from './support/facts.js';
import { atMost, type Figures, median, number, printGoals, printTable, quantile } from './support/figures.js';
import { openHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * How long it takes from the call of an append until every read model shows it, while appends come at a fixed rate
 * whether or not the last was answered; beside it Emmett's consumer, at the rate that it is given.
 */
const options = new Command('bench:follow')
  .option('--rate <n>', 'appends a second', wholeNumber, 1_000)
  .option('--peer-rate <n>', 'appends a second for Emmett, which stands fewer', wholeNumber, 100)
  .option('--seconds <n>', 'of each round', wholeNumber, 10)
  .option('--rounds <n>', 'measured rounds, after one that is not', wholeNumber, 3)
  .parse()
  .opts<{ rate: number; peerRate: number; seconds: number; rounds: number }>();

/** Each append belongs to the stream of this number; returns the position of its last event. */
type Append = (stream: number) => Promise<bigint>;
const STREAMS = 400;
/** How long what was appended may take to become visible before the round is given up. */
const PATIENCE_MS = 60_000;

/** Appends at a steady rate and looks meanwhile how far the reader is. Returns the lag of each append in ms. */
async function lagsOf(rate: number, append: Append, reached: () => Promise<bigint>): Promise<number[]> {
  const waiting: { position: bigint; calledAt: number }[] = [];
  const lags: number[] = [];
  let fault: unknown;
  // What is asked of one stream waits for what was asked before; with so many streams it seldom has to.
  const chains: Promise<unknown>[] = Array.from({ length: STREAMS }, () => Promise.resolve());
  const began = performance.now();
  const total = rate * options.seconds;
  let sent = 0;
  const send = async () => {
    while (sent < total) {
      for (const due = Math.min(total, (rate * (performance.now() - began)) / 1_000); sent < due; sent++) {
        const calledAt = performance.now();
        const stream = sent % STREAMS;
        chains[stream] = chains[stream]!.then(() => append(stream)).then(
          (position) => waiting.push({ position, calledAt }),
          (error: unknown) => (fault ??= error),
        );
      }
      await sleep(2);
    }
    await Promise.all(chains);
  };
  const watch = async () => {
    for (const until = began + options.seconds * 1_000 + PATIENCE_MS; lags.length < total; await sleep(1)) {
      if (fault) throw fault;
      if (performance.now() > until) throw new Error(`${total - lags.length} appends did not become visible.`);
      const position = await reached();
      const now = performance.now();
      for (let i = waiting.length - 1; i >= 0; i--)
        if (waiting[i]!.position <= position) lags.push(now - waiting.splice(i, 1)[0]!.calledAt);
    }
  };
  await Promise.all([send(), watch()]);
  return lags;
}

const position = async (db: PgDatabase, question: Sql) =>
  BigInt((await db.query<{ position: string }>(question))[0]!.position);

await withServer(undefined, async (server) => {
  const history = await openHistory(server, { events: 20_000, seed: 1 });
  await printMachine(history.url);
  const { db, store } = history;
  await rebuild(db, store, projections);
  const runner = new ProjectionRunner(db, store, projections, ({ error }) => console.error(error));
  await runner.start();

  // Reports on measures that the history has, so that each append changes a row of a read model.
  const known = await store.readCategory('measure', 0n, 20_000);
  const measures = [...new Map(known.map(({ stream, revision }) => [stream, revision]))].slice(0, STREAMS);
  const appendOurs: Append = async (number) => {
    const entry = measures[number % measures.length]!;
    const facts = [twoFacts(entry[0].slice('measure-'.length))[0]];
    const receipt = await store.append(entry[0], entry[1], facts, benchCause());
    entry[1] = receipt.revision;
    return receipt.position;
  };
  const ourPosition = sql`select min(position) as position from projection.checkpoint`;

  const peerUrl = await server.createDatabase('bench_emmett');
  const emmett = await loadEmmett();
  const peer = emmett.getPostgreSQLEventStore(peerUrl);
  await peer.schema.migrate();
  const peerDb = new PgDatabase(peerUrl, { max: 1 });
  await createPeerTable(peerDb);
  const consumer = consumerInto(emmett, { url: peerUrl, processorId: 'follow' });
  const consuming = consumer.start();
  const peerRevisions = new Map<number, bigint>();
  const appendPeers: Append = async (number) => {
    const expectedStreamVersion = peerRevisions.get(number) ?? 'STREAM_DOES_NOT_EXIST';
    const facts = [twoFacts(String(number))[0]];
    const result = await peer.appendToStream(`measure-${number}`, facts, { expectedStreamVersion });
    peerRevisions.set(number, result.nextExpectedStreamVersion);
    return result.lastEventGlobalPosition;
  };
  const peerPosition = sql`select coalesce(max(position), 0) as position from public.peer_row`;

  const contenders = [
    {
      ...{ name: `Baikoo, ${projections.length} projections`, rate: options.rate, lags: [] as number[] },
      run: () => lagsOf(options.rate, appendOurs, () => position(db, ourPosition)),
    },
    {
      ...{ name: 'Emmett, 1 table', rate: options.peerRate, lags: [] as number[] },
      run: () => lagsOf(options.peerRate, appendPeers, () => position(peerDb, peerPosition)),
    },
  ];
  for (let round = 0; round <= options.rounds; round++)
    for (const { lags, run } of contenders) {
      const measured = await run();
      if (round > 0) lags.push(...measured);
    }
  printTable(
    ['from append to visible', 'appends/s', 'appends', 'median ms', 'p95 ms', 'max ms'],
    contenders.map(({ name, rate, lags }) => [name, number(rate), number(lags.length), ...summary(lags)]),
  );
  printGoals([
    atMost('lag, median', median(contenders[0]!.lags), 100, 'ms'),
    atMost('lag, p95', quantile(contenders[0]!.lags, 0.95), 100, 'ms'),
  ]);
  await runner.stop();
  await consumer.stop();
  await consuming;
  await consumer.close();
  await peer.close();
  await peerDb.close();
  await db.close();
});

function summary(lags: Figures): string[] {
  return [median(lags), quantile(lags, 0.95), lags.reduce((most, lag) => Math.max(most, lag), 0)].map(number);
}
