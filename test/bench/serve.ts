import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { projectFile, sql, statement } from '@baikoo/database';
import { dateOf } from '@baikoo/kernel';
import { atLeast, atMost, type Figures, median, number, printGoals, printTable, spread } from './support/figures.js';
import { openFoldedHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { installPeers, PEERS } from './support/peers.js';
import { withServer } from './support/server.js';
import { ask, type Contender, demandSamePages, questionsOf, requestsOf } from './support/serving/asked.js';
import { startServing, type Serving } from './support/serving/contender.js';
import { CALLERS, load, type Run, WRITE_EVERY_MS, writerOf } from './support/serving/load.js';
import { type Ask, fastify, ours, postgraphile } from './support/serving/questions.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * How many answers a second, and how long they take, when 50 callers ask at once: our whole API beside PostGraphile and
 * a hand-written Fastify route, over the same tables of a long history. What each is asked varies: see `questionsOf`.
 */
const options = new Command('bench:serve')
  .option('--size <n>', 'about how many events are generated', wholeNumber, 1_000_000)
  .option('--rounds <n>', 'measured rounds, after one that is not', wholeNumber, 3)
  .option('--seconds <n>', 'of each contender and question in each round', wholeNumber, 4)
  .option('--seed <n>', 'of the generated history', wholeNumber, 1)
  .option('--home <folder>', 'keep the server with its history there for the next run')
  .parse()
  .opts<{ size: number; rounds: number; seconds: number; seed: number; home?: string }>();

const column = (runs: readonly Run[], what: keyof Run): Figures => runs.map((run) => run[what]);

await withServer(options.home, async (server) => {
  installPeers();
  const history = await openFoldedHistory(server, { events: options.size, seed: options.seed });
  const { db, url } = history;
  await db.query(sql`analyze`);
  for (const part of readFileSync(projectFile('test/bench/support/serving/peer.sql'), 'utf8').split(
    /;\n(?=\n|create|$)/,
  ))
    if (part.trim() !== '') await db.query(statement(part));
  await printMachine(url);

  const questions = await questionsOf(history);
  const today = dateOf(new Date().toISOString());
  const [person] = await db.query<{ id: string }>(sql`
    select person_id as id from mandate where role in ('AUDITOR', 'COUNCIL_SECRETARIAT') and revoked_on is null
      and (ends_on is null or ends_on >= ${today}) order by role, id limit 1`);
  const home = mkdtempSync(path.join(tmpdir(), 'baikoo-serve-'));
  const program = (name: string) => projectFile(`dist/test/bench/support/serving/${name}.js`);
  const started: Serving[] = [];
  const start = async (file: string, ...parameters: string[]) => {
    const serving = await startServing(file, url, ...parameters);
    started.push(serving);
    return serving;
  };
  try {
    const planOf = new Map(questions.cycles.map(({ id, planId }) => [id, planId]));
    const write = await writerOf(history);
    const remembering = () => start(program('api'), home, person!.id, 'remembered');
    const contenders: readonly Contender[] = [
      { name: 'Baikoo', serving: await remembering(), words: ours },
      { name: 'Baikoo, written to', serving: await remembering(), words: ours, writing: true },
      { name: 'Baikoo, no memory', serving: await start(program('api'), home, person!.id, 'forgetful'), words: ours },
      { name: 'Baikoo, as it comes', serving: await start(program('api'), home, person!.id, 'plain'), words: ours },
      { name: 'PostGraphile', serving: await start(`${PEERS}/postgraphile.mjs`), words: postgraphile(today, planOf) },
      { name: 'Fastify route', serving: await start(program('fastify-route')), words: fastify(today) },
    ];
    const goals = [];
    for (const kind of ['measures', 'overview'] as const) {
      const asks = new Map<Contender, readonly Ask[]>();
      for (const contender of contenders) asks.set(contender, await requestsOf(contender, kind, questions));
      if (kind === 'measures') await demandSamePages(contenders, asks);
      const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
      for (let round = 0; round <= options.rounds; round++)
        // Each begins a round in its turn, so that none always follows the same.
        for (let turn = 0; turn < contenders.length; turn++) {
          const contender = contenders[(turn + round) % contenders.length]!;
          // What one contender's writing made another forget is not what the other is measured by.
          for (const question of asks.get(contender)!) await ask(contender, question);
          const stop = contender.writing ? write() : () => {};
          const run = await load(contender, asks.get(contender)!, round === 0 ? 2 : options.seconds);
          stop();
          if (round > 0) runs.get(contender.name)!.push(run);
        }
      const different = asks.get(contenders[0]!)!.length;
      const what = kind === 'measures' ? 'A page of 50 measures of a region' : 'The national overview';
      console.log(`${what}: ${different} different questions, ${CALLERS} callers at once`);
      const rate = (name: string) => column(runs.get(name)!, 'perSecond');
      printTable(
        ['', 'answers/s', 'min – max', 'p50 ms', 'p99 ms', 'to PostGraphile', 'to the route'],
        contenders.map(({ name }) => [
          ...[name, number(median(rate(name))), spread(rate(name))],
          ...[number(median(column(runs.get(name)!, 'p50'))), number(median(column(runs.get(name)!, 'p99')))],
          `${number(median(rate(name)) / median(rate('PostGraphile')))} ×`,
          `${number(median(rate(name)) / median(rate('Fastify route')))} ×`,
        ]),
      );
      for (const name of ['Baikoo', 'Baikoo, written to', 'Baikoo, no memory'])
        goals.push(
          atLeast(`${kind}: ${name}, to PostGraphile`, median(rate(name)) / median(rate('PostGraphile')), 2),
          atLeast(`${kind}: ${name}, to the route`, median(rate(name)) / median(rate('Fastify route')), 0.9),
          atMost(`${kind}: ${name}, p99`, median(column(runs.get(name)!, 'p99')), 50, 'ms'),
        );
    }
    console.log(
      'Baikoo: the whole API. Its memory of answers holds until a table changes that they were read from; where it is\n' +
        `written to, an event of the history comes every ${WRITE_EVERY_MS} ms. No memory: compiled operations only. As it comes: graphql-js, as Apollo calls it.\n` +
        'The peers know nobody: no token, no mandate, no languages of errors, no past. They ask functions written for\n' +
        'them, with the traffic light in SQL; PostGraphile has three fields for the overview and adds nothing up.\n',
    );
    printGoals(goals);
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
    await db.query(sql`drop schema if exists peer cascade`).catch(() => {});
    rmSync(home, { recursive: true, force: true });
    await db.close();
  }
});
