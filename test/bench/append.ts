import { Command } from 'commander';
import { PgDatabase } from '@baikoo/database';
import { PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { eventShapes } from '@baikoo/installation';
import { loadEmmett } from './support/emmett.js';
import { benchCause, twoFacts } from './support/facts.js';
import { atLeast, type Figures, median, number, printGoals, printTable, spread } from './support/figures.js';
import { printMachine } from './support/machine.js';
import { findPgbench, runPgbench } from './support/pgbench.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * How many appends of two events a second: our store, Emmett's, and our SQL function called by pgbench. Each caller has
 * streams of its own and says the revision. pgbench appends once a call, so each append waits for the disk and for those
 * before it: it shows what batching saves, not what the server can do. For that it also makes 32 appends in a call.
 */
const options = new Command('bench:append')
  .option('--seconds <n>', 'of each contender in each round', wholeNumber, 4)
  .option('--rounds <n>', 'measured rounds, after one that is not', wholeNumber, 5)
  .parse()
  .opts<{ seconds: number; rounds: number }>();

/** Appends once for a caller; called again when it is done. */
type Caller = () => Promise<unknown>;
type Contender = { readonly name: string; run(clients: number, round: number): Promise<number> };

/** Callers that each append one after the other until the time is over; how many appends a second they made. */
async function perSecond(callers: readonly Caller[]): Promise<number> {
  let appends = 0;
  const began = performance.now();
  const until = began + options.seconds * 1_000;
  await Promise.all(
    callers.map(async (append) => {
      for (; performance.now() < until; appends++) await append();
    }),
  );
  return (appends * 1_000) / (performance.now() - began);
}

const callers = (count: number, callerOf: (index: number) => Caller) =>
  Array.from({ length: count }, (_, i) => callerOf(i));

const BATCHED = 'pgbench, 32 a call';

/** A batched call comes from one client: as many appends are under way as with 32 clients that make one each. */
const limit = (program: string, url: string, name: string, wishes: number): Contender => ({
  name,
  run: (callers, round) => {
    const clients = wishes === 1 ? callers : 1;
    const run = `${round}.${callers}.${wishes}`;
    return runPgbench(program, { url, clients, wishes, seconds: options.seconds, run });
  },
});

await withServer(undefined, async (server) => {
  const oursUrl = await server.createDatabase('bench_ours', { migrated: true });
  const limitUrl = await server.createDatabase('bench_limit', { migrated: true });
  const emmettUrl = await server.createDatabase('bench_emmett');
  await printMachine(oursUrl);
  const pgbench = findPgbench();
  if (!pgbench) console.log('pgbench was not found: the limit was not measured.\n');

  const db = new PgDatabase(oursUrl);
  const ours = new ShapedEventStore(new PostgresEventStore(db), eventShapes);
  const emmett = (await loadEmmett()).getPostgreSQLEventStore(emmettUrl);
  await emmett.schema.migrate();

  const contenders: readonly Contender[] = [
    {
      name: 'Baikoo',
      run: (clients, round) =>
        perSecond(
          callers(clients, (index) => {
            const id = `${round}.${clients}.${index}`;
            const facts = twoFacts(id);
            let revision = 0;
            return async () => ({ revision } = await ours.append(`measure-${id}`, revision, facts, benchCause()));
          }),
        ),
    },
    {
      name: 'Emmett',
      run: (clients, round) =>
        perSecond(
          callers(clients, (index) => {
            const id = `${round}.${clients}.${index}`;
            const facts = twoFacts(id);
            let expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' = 'STREAM_DOES_NOT_EXIST';
            return async () => {
              const { nextExpectedStreamVersion } = await emmett.appendToStream(`measure-${id}`, facts, {
                expectedStreamVersion,
              });
              expectedStreamVersion = nextExpectedStreamVersion;
            };
          }),
        ),
    },
    ...(pgbench ? [limit(pgbench, limitUrl, 'pgbench', 1), limit(pgbench, limitUrl, BATCHED, 32)] : []),
  ];

  const ratios = new Map<string, Figures>();
  for (const clients of [32, 1]) {
    const running = contenders.filter(({ name }) => clients > 1 || name !== BATCHED);
    const figures = new Map<string, number[]>(running.map(({ name }) => [name, []]));
    for (let round = 0; round <= options.rounds; round++)
      // Each begins a round in its turn, so that none always follows the same.
      for (let turn = 0; turn < running.length; turn++) {
        const { name, run } = running[(turn + round) % running.length]!;
        const rate = await run(clients, round);
        if (round > 0) figures.get(name)!.push(rate);
      }
    const ours = figures.get('Baikoo')!;
    printTable(
      [`${clients} caller${clients > 1 ? 's' : ''}`, 'appends/s', 'min – max', 'Baikoo is', 'min – max'],
      [...figures].map(([name, rates]) => {
        // Within a round, because the disk is faster in one round than in another.
        const ratio = rates.map((rate, round) => ours[round]! / rate);
        ratios.set(`${name} ${clients}`, ratio);
        return [name, number(median(rates)), spread(rates), `${number(median(ratio))} ×`, spread(ratio)];
      }),
    );
  }
  const ratioTo = (name: string, clients: number) => {
    const ratio = ratios.get(`${name} ${clients}`);
    return ratio && median(ratio);
  };
  printGoals([
    atLeast('Emmett, 32 callers', ratioTo('Emmett', 32), 5),
    atLeast('pgbench, 32 callers', ratioTo('pgbench', 32), 1),
    atLeast('pgbench, 1 caller', ratioTo('pgbench', 1), 0.5),
  ]);
  await emmett.close();
  await db.close();
});
