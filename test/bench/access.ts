import { Command } from 'commander';
import { findCycles, findSubmissionPage } from '@baikoo/cycles';
import { sql } from '@baikoo/database';
import { mustReach, mustReachOrganisation, scopeOf } from '@baikoo/identity';
import { type Actor, dateOf, REPUBLIC } from '@baikoo/kernel';
import { compileCommissionOverview, compileOverview, compileRegionalOverview } from '@baikoo/reports';
import { atMost, median, number, printGoals, printTable, quantile, spread } from './support/figures.js';
import { type History, openFoldedHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * What it costs that each caller is shown what their mandate reaches: the overviews and the list of reports owed as their
 * resolvers ask for them, beside the same without a caller. Mandates are remembered (ADR 0025), and no part of it.
 */
const options = new Command('bench:access')
  .option('--size <n>', 'about how many events are generated', wholeNumber, 40_000)
  .option('--rounds <n>', 'questions of each kind, both ways', wholeNumber, 60)
  .option('--seed <n>', 'of the generated history', wholeNumber, 1)
  .option('--home <folder>', 'keep the server with its history there for the next run')
  .parse()
  .opts<{ size: number; rounds: number; seed: number; home?: string }>();

type Question = {
  readonly name: string;
  readonly overview: boolean;
  alone(): Promise<unknown>;
  permitted(): Promise<unknown>;
};

/** The oblast with the most measures, and a commission in it. */
async function somewhere({ db }: History) {
  const [region] = await db.query<{ id: string }>(sql`
    select parent_id as id from territory_fact join measure using (territory_id)
    where aspect = 'PARENT' and parent_id is not null and parent_id <> ${REPUBLIC}
    group by parent_id order by count(*) desc, parent_id limit 1`);
  const [commission] = await db.query<{ id: string; territoryId: string }>(sql`
    select organisation.id, organisation.territory_id as "territoryId"
    from organisation join measure on measure.responsible_organisation_id = organisation.id
    where organisation.kind = 'COORDINATION_COMMISSION' and organisation.territory_id is not null
    group by organisation.id order by count(*) desc, organisation.id limit 1`);
  if (!region || !commission) throw new Error('The history is too short: nobody has measures yet. Take more events.');
  return { region: region.id, commission };
}

async function questionsOf(history: History): Promise<readonly Question[]> {
  const { db, store } = history;
  const { region, commission } = await somewhere(history);
  const [cycle] = await findCycles(db, undefined);
  const last = await store.findLast();
  if (!cycle || !last) throw new Error('The history is too short: there was no cycle yet. Take more events.');
  const when = { asOf: undefined, today: dateOf(last.recordedAt) };
  const callerIn = (role: Actor['role'], organisationId: string, territoryId: string) => ({
    by: { personId: 'bench', role, organisationId, territoryId, onBehalfOf: null },
    language: 'ru' as const,
  });
  const auditor = callerIn('AUDITOR', 'auditors', REPUBLIC);
  const oblast = callerIn('COMMISSION_SECRETARY', `commission-${region}`, region);
  const secretary = callerIn('COMMISSION_SECRETARY', commission.id, commission.territoryId);
  const owed = (scope?: ReturnType<typeof scopeOf>) =>
    findSubmissionPage(db, { ...when, filter: { cycleId: cycle.id, within: region, scope }, limit: 50 });
  return [
    {
      ...{ name: 'national overview, by who reads all', overview: true },
      alone: () => compileOverview(db, cycle.id, when),
      permitted: async () => {
        await mustReach(db, auditor, REPUBLIC);
        return compileOverview(db, cycle.id, when);
      },
    },
    {
      ...{ name: 'overview of the own oblast', overview: true },
      alone: () => compileRegionalOverview(db, { territoryId: region, orderBy: 'TERRITORY' }, when),
      permitted: async () => {
        await mustReach(db, oblast, region);
        return compileRegionalOverview(db, { territoryId: region, orderBy: 'TERRITORY' }, when);
      },
    },
    {
      ...{ name: 'overview of the own commission', overview: true },
      alone: () => compileCommissionOverview(db, { organisationId: commission.id }, when),
      permitted: async () => {
        await mustReachOrganisation(db, secretary, commission.id, async () => commission);
        return compileCommissionOverview(db, { organisationId: commission.id }, { ...when, scope: scopeOf(secretary) });
      },
    },
    {
      ...{ name: 'reports owed in the own oblast', overview: false },
      alone: () => owed(),
      permitted: () => owed(scopeOf(oblast)),
    },
  ];
}

await withServer(options.home, async (server) => {
  const history = await openFoldedHistory(server, { events: options.size, seed: options.seed });
  const { db } = history;
  await printMachine(history.url);

  const measured = (await questionsOf(history)).map((question) => ({
    ...question,
    times: { alone: [] as number[], permitted: [] as number[] },
  }));
  for (let round = 0; round <= options.rounds; round++)
    for (const { times, ...question } of measured)
      // Each begins a round in its turn. The first round prepares statements and fills caches.
      for (const way of round % 2 === 0 ? (['alone', 'permitted'] as const) : (['permitted', 'alone'] as const)) {
        const began = performance.now();
        const answer = await question[way]();
        if (answer === undefined) throw new Error(`${question.name}: nothing was found.`);
        if (round > 0) times[way].push(performance.now() - began);
      }
  // Within a round, because a machine is busier in one round than in another.
  const ratioOf = ({ times }: (typeof measured)[number]) =>
    median(times.permitted.map((time, round) => time / times.alone[round]!));
  printTable(
    [`at ${number(history.events)} events`, 'alone, ms', 'permitted, ms', 'p95 ms', 'min – max ms', 'to alone'],
    measured.map((question) => [
      ...[question.name, number(median(question.times.alone)), number(median(question.times.permitted))],
      ...[number(quantile(question.times.permitted, 0.95)), spread(question.times.permitted)],
      `${number(ratioOf(question))} ×`,
    ]),
  );
  printGoals(measured.filter(({ overview }) => overview).map((each) => atMost(each.name, ratioOf(each), 1.1, '×')));
  await db.close();
});
