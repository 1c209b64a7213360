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
 * How many appends of two events a second: our store, Emmett's, and the same SQL function called by pgbench, which is
 * what the server can do when nothing stands before it. Each caller has streams of its own and says the revision.
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
    ...(pgbench
      ? [
          {
            name: 'pgbench',
            run: (clients: number, round: number) =>
              runPgbench(pgbench, { url: limitUrl, clients, seconds: options.seconds, run: round * 100 + clients }),
          },
        ]
      : []),
  ];

  const medians = new Map<string, number>();
  for (const clients of [32, 1]) {
    const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round <= options.rounds; round++)
      // Each begins a round in its turn, so that none always follows the same.
      for (let turn = 0; turn < contenders.length; turn++) {
        const { name, run } = contenders[(turn + round) % contenders.length]!;
        const rate = await run(clients, round);
        if (round > 0) figures.get(name)!.push(rate);
      }
    const base = median(figures.get('Baikoo')!);
    printTable(
      [`${clients} caller${clients > 1 ? 's' : ''}`, 'appends/s', 'min – max', 'Baikoo is'],
      [...figures].map(([name, rates]: [string, Figures]) => {
        medians.set(`${name} ${clients}`, median(rates));
        return [name, number(median(rates)), spread(rates), `${number(base / median(rates))} ×`];
      }),
    );
  }
  const ratioTo = (name: string, clients: number) => {
    const other = medians.get(`${name} ${clients}`);
    return other === undefined ? undefined : medians.get(`Baikoo ${clients}`)! / other;
  };
  printGoals([
    atLeast('Emmett, 32 callers', ratioTo('Emmett', 32), 5),
    atLeast('pgbench, 32 callers', ratioTo('pgbench', 32), 1),
    atLeast('pgbench, 1 caller', ratioTo('pgbench', 1), 0.5),
  ]);
  await emmett.close();
  await db.close();
});
