import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { PgDatabase, projectFile, sql } from '@baikoo/database';
import { PostgresEventStore } from '@baikoo/event-store';
import { type Hash, hashChildren, type HashReader, PostgresTiles, readLeaves, TileKeeper } from '@baikoo/proof';
import {
  atLeast,
  atMost,
  type Figures,
  median,
  number,
  printGoals,
  printTable,
  quantile,
  spread,
} from './support/figures.js';
import { type History, openHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { appendWhile, type AppendRound, caughtUp } from './support/proof/append-while-keeping.js';
import { BenchNotary } from './support/proof/bench-notary.js';
import { placesIn, proofTimes } from './support/proof/proofs.js';
import { serverTime } from './support/proof/server-time.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * What the proof of a long record costs: appending while the tree is kept and compared against appending alone, proofs from kept
 * tiles against all hashes in memory, and verifying against only reading the same rows.
 */
const options = new Command('bench:proof')
  .option('--size <n>', 'about how many events are generated', wholeNumber, 1_000_000)
  .option('--rounds <n>', 'measured rounds of appending and verifying; one of appending before is not', wholeNumber, 3)
  .option('--seconds <n>', 'of appending with and without, in each round', wholeNumber, 5)
  .option('--proofs <n>', 'of each kind', wholeNumber, 500)
  .option('--seed <n>', 'of the generated history', wholeNumber, 1)
  .option('--home <folder>', 'keep the server with its history there for the next run')
  .parse()
  .opts<{ size: number; rounds: number; seconds: number; proofs: number; seed: number; home?: string }>();

async function benchAppending(url: string) {
  const db = new PgDatabase(url);
  const store = new PostgresEventStore(db);
  const notary = new BenchNotary({ db, store });
  const rounds = { with: [] as AppendRound[], without: [] as AppendRound[] };
  for (let round = 0; round <= options.rounds; round++)
    // Each begins a round in its turn.
    for (const keeping of round % 2 === 0 ? [true, false] : [false, true]) {
      const figures = await appendWhile({ db, store }, notary, { seconds: options.seconds, keeping });
      if (round > 0) rounds[keeping ? 'with' : 'without'].push(figures);
    }
  notary.remove();
  await db.close();
  const alone = rounds.without.map(({ appendsPerSecond }) => appendsPerSecond);
  const rows = [
    ['alone', alone],
    ['tree and notary beside it', rounds.with.map(({ appendsPerSecond }) => appendsPerSecond)],
    ['… until the last is kept too', rounds.with.map(({ andKeptPerSecond }) => andKeptPerSecond)],
  ] as const;
  // Within a round, because the disk is faster in one round than in another.
  const ratios = rows.map(([, rates]) => rates.map((rate, round) => rate / alone[round]!));
  printTable(
    ['appends of two events, 32 callers', 'appends/s', 'min – max', 'to alone', 'min – max'],
    rows.map(([name, rates], i) => [
      ...[name, number(median(rates)), spread(rates), `${number(median(ratios[i]!))} ×`, spread(ratios[i]!)],
    ]),
  );
  return median(ratios[1]!);
}

/** Keeps the tree over the whole history anew, and says what that takes. */
async function benchKeeping({ db, store, events }: History): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`);
    await tx.query(sql`truncate proof.tile`);
    await tx.query(sql`update proof.head set size = 0, position = 0`);
  });
  const tiles = new PostgresTiles(db);
  const keeper = new TileKeeper(db, store.recorded, tiles);
  const [ours, server, began] = [process.cpuUsage(), await serverTime(db), performance.now()];
  await keeper.start();
  await caughtUp(tiles, store);
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(ours);
  const serverAfter = await serverTime(db);
  await keeper.stop();
  const [size] = await db.query<{ bytes: string }>(sql`select pg_total_relation_size('proof.tile') as bytes`);
  const aMillion = 1_000_000 / events;
  const seconds = (ms: number) => number((ms / 1_000) * aMillion);
  printTable(
    ['the tree over a million events, kept at once', ''],
    [
      ['events/s', number((events * 1_000) / milliseconds)],
      ['processor time of the program, s', seconds((user + system) / 1_000)],
      [
        'processor time of PostgreSQL, s',
        server === undefined || serverAfter === undefined ? 'unknown' : seconds(serverAfter - server),
      ],
      ['MB on disk', number((Number(size!.bytes) / 1_000_000) * aMillion)],
    ],
  );
}

/** All hashes of the tree in memory: no proof is read faster. */
async function inMemory({ store }: History): Promise<HashReader> {
  const levels: Hash[][] = [[]];
  for await (const { hashes } of readLeaves(store.recorded, 0n))
    for (let at = 0; at < hashes.length; at += 32) {
      let hash: Hash = hashes.subarray(at, at + 32);
      for (let level = 0; ; level++) {
        const nodes = (levels[level] ??= []);
        nodes.push(hash);
        if (nodes.length % 2 === 1) break;
        hash = hashChildren(nodes.at(-2)!, hash);
      }
    }
  return { readHashes: async (nodes) => nodes.map(({ level, index }) => levels[level]![index]!) };
}

async function benchProofs(history: History) {
  const { db } = history;
  const { size } = await new PostgresTiles(db).head();
  const places = placesIn(size, options.proofs);
  const remembering = new PostgresTiles(db);
  const memory = await inMemory(history);
  const readers: [string, () => HashReader][] = [
    ['tiles, nothing remembered', () => new PostgresTiles(db)],
    ['tiles, as in service', () => remembering],
    ['all hashes in memory', () => memory],
  ];
  const rows: string[][] = [];
  const cold: Record<string, number> = {};
  for (const [name, readerOf] of readers) {
    // Statements are prepared and code is compiled before it is measured.
    await proofTimes(readerOf, size, places.slice(0, 20));
    for (const [kind, times] of Object.entries(await proofTimes(readerOf, size, places))) {
      rows.push([kind, name, number(median(times)), number(quantile(times, 0.99)), spread(times)]);
      cold[kind] ??= median(times);
    }
  }
  printTable([`proof among ${number(size)} events`, 'from', 'median ms', 'p99 ms', 'min – max ms'], rows);
  return cold;
}

type Once = { events: number; root?: string; milliseconds: number; peakMegabytes: number; cpuMilliseconds: number };

async function once(url: string, kind: string): Promise<Once> {
  const program = projectFile('dist/test/bench/support/proof/verify-once.js');
  return JSON.parse((await promisify(execFile)(process.execPath, [program, url, kind])).stdout) as Once;
}

async function benchVerifying({ url }: History): Promise<number> {
  const ways = {
    verify: 'verified, compared with what is kept',
    hashes: 'verified against checkpoints only',
    parsed: '… by a store that gives parsed events',
    read: 'the same rows, only read',
    sha256: 'as many bytes, only hashed',
  };
  const figures = new Map<string, Once[]>(Object.keys(ways).map((kind) => [kind, []]));
  const roots = new Set<string>();
  for (let round = 0; round < options.rounds; round++)
    for (const [kind, rounds] of figures) {
      const found = await once(url, kind);
      rounds.push(found);
      if (found.root) roots.add(found.root);
    }
  if (roots.size !== 1) throw new Error(`The ways found other roots: ${[...roots].join(', ')}`);
  const rate = (kind: string): Figures =>
    figures.get(kind)!.map(({ events, milliseconds }) => (events * 1_000) / milliseconds);
  printTable(
    ['the whole record', 'events/s', 'min – max', 'of verifying', 'processor µs/event', 'peak MB'],
    Object.entries(ways).map(([kind, name]) => {
      const ratio = rate('verify').map((verified, round) => verified / rate(kind)[round]!);
      const runs = figures.get(kind)!;
      return [
        ...[name, number(median(rate(kind))), spread(rate(kind)), `${number(median(ratio))} ×`],
        number(median(runs.map(({ cpuMilliseconds, events }) => (cpuMilliseconds * 1_000) / events))),
        number(median(runs.map(({ peakMegabytes }) => peakMegabytes))),
      ];
    }),
  );
  return median(rate('verify'));
}

await withServer(options.home, async (server) => {
  const appendUrl = await server.createDatabase('bench_proof', { migrated: true });
  const history = await openHistory(server, { events: options.size, seed: options.seed });
  await printMachine(history.url);
  const kept = await benchAppending(appendUrl);
  await benchKeeping(history);
  const proofs = await benchProofs(history);
  const verified = await benchVerifying(history);
  printGoals([
    atLeast('appends with tree and notary, to alone', kept, 0.95),
    atMost('inclusion, nothing remembered', proofs.inclusion, 2, 'ms'),
    atMost('consistency, nothing remembered', proofs.consistency, 2, 'ms'),
    atLeast('verify', verified, 80_000, 'events/s'),
  ]);
  await history.db.close();
});
