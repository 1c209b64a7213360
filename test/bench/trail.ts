import { Command } from 'commander';
import { trailRows } from '@baikoo/audit';
import { tellPage } from '@baikoo/audit/testing';
import { sql } from '@baikoo/database';
import { projections } from '@baikoo/installation';
import { atLeast, atMost, median, number, printGoals, printTable, quantile, spread } from './support/figures.js';
import { type History, openFoldedHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { withServer } from './support/server.js';
import { writeBeside } from './support/trail/beside.js';
import { type Asked, trailQuestions } from './support/trail/questions.js';
import { printWeight } from './support/trail/weight.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * What a page of each kind of trail costs, found and told in Russian as its reader gets it, beside the least that it could:
 * the same rows read by their numbers. And what the index of the trail weighs, and adds to a rebuild.
 */
const options = new Command('bench:trail')
  .option('--size <n>', 'about how many events are generated', wholeNumber, 40_000)
  .option('--rounds <n>', 'pages of each kind', wholeNumber, 30)
  .option('--lines <n>', 'of the table that is taken away', wholeNumber, 5_000)
  .option('--rebuilds <n>', 'of all read models, with the index of the trail and without', Number, 1)
  .option('--seed <n>', 'of the generated history', wholeNumber, 1)
  .option('--home <folder>', 'keep the server with its history there for the next run')
  .parse()
  .opts<{ size: number; rounds: number; lines: number; rebuilds: number; seed: number; home?: string }>();

/** At the median, over a hundred thousand events and over a million. */
const GOAL_MS = 20;

const models = projections.flatMap((projection) => projection.models);

/** `told`, `read`: by the clock. `worked`: processor time of the program, which says more where the machine is busy. */
type Measured = { readonly name: string; lines: number } & Readonly<Record<'told' | 'worked' | 'read', number[]>>;

/** The page as it is told, and then its rows alone, by number. */
async function measure({ db, store }: History, { name, question }: Asked, into: Measured, counts: boolean) {
  const [began, idle] = [performance.now(), process.cpuUsage()];
  const { rows } = await tellPage({ db, store }, models, question, { language: 'ru' });
  const [told, worked] = [performance.now(), process.cpuUsage(idle)];
  const numbers = (letter: string) =>
    rows.flatMap(({ line: { key } }) => (key.letter === letter ? [String(key.number)] : []));
  const [facts, refused, reads] = [numbers('F'), numbers('R'), numbers('S')];
  const begin = performance.now();
  const found = await Promise.all([
    facts.length === 0 ? [] : db.query(sql`select * from record.event where position = any(${facts})`),
    refused.length === 0 ? [] : db.query(sql`select * from audit.refused_attempt where id = any(${refused})`),
    reads.length === 0 ? [] : db.query(sql`select * from audit.sensitive_read where id = any(${reads})`),
  ]);
  const read = performance.now();
  if (rows.length === 0 || found.flat().length !== rows.length) throw new Error(`${name}: ${rows.length} lines.`);
  into.lines = rows.length;
  // The first round prepares statements and fills caches.
  if (!counts) return;
  into.told.push(told - began);
  into.worked.push((worked.user + worked.system) / 1_000);
  into.read.push(read - begin);
}

/** A table of the newest lines, as it is written for .csv and .xlsx. */
async function measureTable({ db, store }: History, { question }: Asked): Promise<number> {
  const began = performance.now();
  const rows = trailRows({ db, store }, models, question, { language: 'ru', most: options.lines });
  let lines = 0;
  while (!(await rows.next()).done) lines += 1;
  return (lines * 1_000) / (performance.now() - began);
}

await withServer(options.home, async (server) => {
  const history = await openFoldedHistory(server, { events: options.size, seed: options.seed });
  const { db } = history;
  await printMachine(history.url);
  await writeBeside(db);

  const asked = await trailQuestions(history);
  const measured = asked.map(({ name }): Measured => ({ name, lines: 0, told: [], worked: [], read: [] }));
  for (let round = 0; round <= options.rounds; round++) {
    console.error(round === 0 ? 'Warming up' : `Round ${round} of ${options.rounds}`);
    for (const [i, each] of asked.entries()) await measure(history, each, measured[i]!, round > 0);
  }
  // Within a round, because a machine is busier in one round than in another.
  const ratioOf = ({ told, read }: Measured) => median(told.map((time, round) => time / read[round]!));
  printTable(
    [
      ...[`at ${number(history.events)} events`, 'lines', 'told, ms', 'p95 ms', 'min – max ms', 'of it processor, ms'],
      ...['only read, ms', 'to it'],
    ],
    measured.map((each) => [
      ...[each.name, number(each.lines), number(median(each.told)), number(quantile(each.told, 0.95))],
      ...[spread(each.told), number(median(each.worked)), number(median(each.read)), `${number(ratioOf(each))} ×`],
    ]),
  );
  const [everything] = asked;
  const tables: number[] = [];
  for (let round = 0; round < 3; round++) tables.push(await measureTable(history, everything!));
  console.log(`A table of ${number(options.lines)} lines: ${number(median(tables))} lines/s (${spread(tables)})\n`);
  await printWeight(history, options.rebuilds);
  const slowest = measured.toSorted((a, b) => median(b.told) - median(a.told))[0]!;
  const within = measured.filter(({ told }) => median(told) <= GOAL_MS).length;
  printGoals([
    atMost(`the slowest kind of page: ${slowest.name}`, median(slowest.told), GOAL_MS, 'ms'),
    atLeast(`kinds of page within ${GOAL_MS} ms`, within, measured.length, ''),
  ]);
  await db.close();
});
