import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon, { type Request } from 'autocannon';
import { Command } from 'commander';
import { findCycles } from '@baikoo/cycles';
import { projectFile, sql, statement } from '@baikoo/database';
import { projections, readModels } from '@baikoo/installation';
import { dateOf } from '@baikoo/kernel';
import { projectionStates, rebuild } from '@baikoo/projections';
import { atLeast, atMost, type Figures, median, number, printGoals, printTable, spread } from './support/figures.js';
import { type History, openHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { installPeers, PEERS } from './support/peers.js';
import { withServer } from './support/server.js';
import { startServing, type Serving } from './support/serving/contender.js';
import { type Ask, fastify, ours, type Page, postgraphile, type Words } from './support/serving/questions.js';
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

const CALLERS = 50;
/** Between two events, where somebody writes: about as in the last days before a report is due. */
const WRITE_EVERY_MS = 200;
const EVENTS_TO_REPEAT = 2_000;
const REGIONS = 60;
const PAGES = 3;

type Kind = 'measures' | 'overview';
type Contender = {
  readonly name: string;
  readonly serving: Serving;
  readonly words: Words;
  readonly writing?: boolean;
};
type Run = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** Regions with more measures than one page, and every cycle of the national plan: what the callers choose from. */
async function questionsOf({ db }: History) {
  // Whatever has parts with measures: oblasts, raions and cities.
  const regions = await db.query<{ id: string; measures: number }>(sql`
    select parent_id as id, count(*)::integer as measures from territory_fact join measure using (territory_id)
    where aspect = 'PARENT' and parent_id is not null
    group by parent_id order by count(*) > 50 desc, md5(parent_id) limit ${REGIONS}`);
  const pages: Page[] = regions.flatMap(({ id, measures }) =>
    Array.from({ length: Math.min(PAGES, Math.ceil(measures / 50)) }, (_, page) => ({
      territory: id,
      skip: page * 50,
    })),
  );
  const cycles = await findCycles(db, undefined);
  const [national] = await db.query<{ id: string }>(
    sql`select id from plan where kind = 'NATIONAL' order by id limit 1`,
  );
  return { pages, cycles: cycles.filter(({ planId }) => planId === national?.id) };
}

const headersOf = ({ token }: Serving) => ({
  'content-type': 'application/json',
  'accept-language': 'ru',
  ...(token && { authorization: `Bearer ${token}` }),
});

async function ask({ serving }: Contender, { path, body }: Ask) {
  const response = await fetch(`${serving.url}${path}`, {
    headers: headersOf(serving),
    ...(body !== undefined && { method: 'POST', body }),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"')) throw new Error(`${path}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Record<string, never>;
}

/** Every contender's questions of a kind; ours learn the cursor of a page from the page before. */
async function requestsOf(
  contender: Contender,
  kind: Kind,
  { pages, cycles }: Awaited<ReturnType<typeof questionsOf>>,
) {
  if (kind === 'overview') return cycles.map(({ id }) => contender.words.overview(id));
  const asks: Ask[] = [];
  let after: string | null = null;
  for (const page of pages) {
    if (page.skip === 0) after = null;
    const question = contender.words.measures(page, after);
    asks.push(question);
    const answer = (await ask(contender, question)) as {
      data?: { measures?: { pageInfo: { endCursor: string | null } } };
    };
    after = answer.data?.measures?.pageInfo.endCursor ?? null;
  }
  return asks;
}

/** The measures of a page in what a contender answered, in their order. */
function idsIn(answer: unknown): readonly string[] {
  const { data, nodes } = answer as Pages & { data?: { measures?: Pages; measuresOf?: Pages } };
  return (nodes ?? data?.measures?.nodes ?? data?.measuresOf?.nodes ?? []).map(({ id }) => id);
}
type Pages = { readonly nodes?: readonly { readonly id: string }[] };

/** A ratio of answers that differ would say nothing. */
async function demandSamePages(contenders: readonly Contender[], asks: ReadonlyMap<Contender, readonly Ask[]>) {
  const pagesOf = async (contender: Contender) => {
    const pages: (readonly string[])[] = [];
    for (const question of asks.get(contender)!) pages.push(idsIn(await ask(contender, question)));
    return pages;
  };
  const [first, ...others] = contenders;
  const expected = JSON.stringify(await pagesOf(first!));
  if (!expected.includes('"')) throw new Error(`${first!.name} answers with empty pages.`);
  for (const other of others)
    if (JSON.stringify(await pagesOf(other)) !== expected) throw new Error(`${other.name} answers otherwise.`);
}

/** Each caller goes through the questions in an order of its own, so that they do not all ask the same at once. */
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

async function load({ serving }: Contender, asks: readonly Ask[], seconds: number): Promise<Run> {
  const headers = headersOf(serving);
  const requests: Request[] = asks.map(({ path, body }) => ({
    path,
    headers,
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body }),
  }));
  const result = await autocannon({
    ...{ url: serving.url, connections: CALLERS, duration: seconds, requests },
    setupClient: (client) => client.setRequests(shuffled(requests)),
  });
  if (result.errors + result.timeouts + result.non2xx > 0)
    throw new Error(`${result.errors} errors, ${result.timeouts} timeouts, ${result.non2xx} other answers`);
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/**
 * Lets the tables change under what is asked, as when somebody writes, without adding to a kept history: one event of
 * the history after the other, in the order in which they came, and the tables that it changed.
 */
async function writerOf({ db, store }: History): Promise<() => () => void> {
  const head = await store.head();
  const events = await store.readLog(head - BigInt(EVENTS_TO_REPEAT), EVENTS_TO_REPEAT);
  const changes = events.map((event) =>
    readModels.filter((model) => model.keys(event).length > 0).map(({ table }) => table),
  );
  let next = 0;
  return () => {
    const timer = setInterval(() => {
      const changed = changes[next++ % changes.length]!;
      void db
        .query(
          sql`
          with moved as (update projection.checkpoint set position = position)
          update projection.table_change set position = position where table_name = any(${changed})`,
        )
        .catch(() => {});
    }, WRITE_EVERY_MS);
    return () => clearInterval(timer);
  };
}

const column = (runs: readonly Run[], what: keyof Run): Figures => runs.map((run) => run[what]);

await withServer(options.home, async (server) => {
  installPeers();
  const history = await openHistory(server, { events: options.size, seed: options.seed });
  const { db, store, url } = history;
  const head = await store.head();
  if (history.toBuild.length > 0 || (await projectionStates(db, store)).some(({ position }) => position < head))
    await rebuild(db, store, projections);
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
