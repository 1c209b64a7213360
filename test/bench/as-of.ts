import { Command } from 'commander';
import { findCycles } from '@baikoo/cycles';
import { dateOf } from '@baikoo/kernel';
import { type AsOf } from '@baikoo/projections';
import { compileOverview } from '@baikoo/reports';
import { atMost, median, number, printGoals, printTable, quantile, spread } from './support/figures.js';
import { type History, openFoldedHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/** What the overview of the national plan costs now and as of the middle of a long history, side by side. */
const options = new Command('bench:as-of')
  .option('--events <n>', 'about how many are generated', wholeNumber, 1_000_000)
  .option('--rounds <n>', 'questions of each kind', wholeNumber, 30)
  .option('--seed <n>', 'of the generated history', wholeNumber, 1)
  .option('--home <folder>', 'keep the server with its history there for the next run')
  .parse()
  .opts<{ events: number; rounds: number; seed: number; home?: string }>();

/** As the query `nationalOverview` asks: the newest cycle of that time, and how its plan stands. */
async function overview({ db }: History, asOf: AsOf, today: string) {
  const [newest] = await findCycles(db, asOf);
  const found = newest && (await compileOverview(db, newest.id, { asOf, today }));
  if (!found) throw new Error('The history is too short: there was no cycle yet. Take more events.');
  return found;
}

await withServer(options.home, async (server) => {
  const history = await openFoldedHistory(server, options);
  const { db, store, events } = history;
  await printMachine(history.url);
  const head = await store.head();

  const questions = await Promise.all(
    [
      { name: 'now', position: undefined },
      { name: 'as of three quarters', position: (head * 3n) / 4n },
      { name: 'as of the middle', position: head / 2n },
    ].map(async ({ name, position }) => {
      const last = (await store.findLast(position))!;
      return {
        name,
        asOf: position === undefined ? undefined : { position },
        today: dateOf(last.recordedAt),
        times: [] as number[],
        shown: '',
      };
    }),
  );
  for (let round = 0; round <= options.rounds; round++)
    for (const question of questions) {
      const began = performance.now();
      const { execution, submissions } = await overview(history, question.asOf, question.today);
      // The first of each kind prepares statements and fills caches.
      if (round > 0) question.times.push(performance.now() - began);
      question.shown = `${execution.total.measures} measures, ${submissions.expected} reports owed`;
    }

  const current = median(questions[0]!.times);
  const rows = questions.map(({ name, times, shown }) => {
    const typical = median(times);
    return [
      ...[name, shown, number(typical), number(quantile(times, 0.95))],
      ...[spread(times), `${number(typical / current)} ×`],
    ];
  });
  console.log(`National overview at ${number(events)} events`);
  printTable(['asked', 'shown', 'median ms', 'p95 ms', 'min – max ms', 'to now'], rows);
  printGoals([
    atMost('as of the middle, to now', median(questions[2]!.times) / current, 3, '×'),
    atMost('now', current, 50, 'ms'),
  ]);
  await db.close();
});
