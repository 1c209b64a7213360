import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { findRisks } from '@baikoo/council';
import {
  countByOrganisation,
  countByPart,
  findCyclePage,
  findCycles,
  findNotices,
  findSilentReports,
  findStandings,
  findSubmissionPage,
  findSubmissions,
} from '@baikoo/cycles';
import { type Database, sql } from '@baikoo/database';
import { createTestDatabase } from '@baikoo/database/testing';
import { BEFORE_THE_FIRST, type Position, PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { writeGeneratedHistory } from '@baikoo/generated-history';
import { findMandatesInForce, findOrganisations } from '@baikoo/identity';
import {
  findFlags,
  findIndicators,
  findReadings,
  findReadingTerritories,
  findRollUpFacts,
  findSilence,
} from '@baikoo/indicators';
import { eventShapes, projections } from '@baikoo/installation';
import { parsePeriod } from '@baikoo/kernel';
import { countMeasures, findLocalContribution, findMeasures, findUnappliedChanges, sumFunding } from '@baikoo/measures';
import { findPlanPage, findPlans } from '@baikoo/plans';
import { advance, type AsOf, prepareProjections, rebuild } from '@baikoo/projections';
import {
  compileCommissionOverview,
  compileDesk,
  compileOverview,
  compileRegionalOverview,
  compileReport,
  findReports,
} from '@baikoo/reports';
import { findChildrenOn, findTerritories, findTerritoryDetails, isWithin, subtreeOf } from '@baikoo/territories';
import { describe, expect, test } from '@jest/globals';

/** On one day, so that what is overdue differs by what was known and not by when it is asked. */
const TODAY = '2026-11-24';
const MOMENT = `${TODAY}T06:00:00.000Z`;

/** Everything that queries and reports ask of the read models, through the same functions. */
async function everyAnswer(db: Database, asOf: AsOf, at: Position) {
  const [plans, cycles] = [await findPlans(db, asOf), await findCycles(db, asOf)];
  const [plan, cycle] = [plans[0], cycles[0]];
  const planAt = { planId: plan?.id ?? 'none', asOf };
  const measures = await findMeasures(db, { filter: {}, today: TODAY, asOf, limit: 10_000 });
  const some = measures.rows[0];
  return {
    ...{ plans, cycles, measures },
    planPage: await findPlanPage(db, {
      filter: {
        within: 'KG',
        statuses: ['DRAFT', 'ADOPTED'],
        changedSince: '2020-01-01T00:00:00.000Z',
        search: 'план',
      },
      ...{ asOf, limit: 3, sort: 'LAST_CHANGE', descending: true },
    }),
    measureByFilter: await findMeasures(db, {
      filter: { id: some?.id ?? 'none', territoryId: some?.territoryId ?? 'none', overdue: some?.overdue ?? false },
      ...{ today: TODAY, asOf, limit: 1 },
    }),
    measuresOfARegion: await findMeasures(db, {
      filter: { within: 'KG', executorId: some?.responsibleOrganisationId ?? 'none', lights: ['RED', 'AMBER'] },
      ...{ today: TODAY, asOf, limit: 20, sort: 'LIGHT', descending: true, totals: true },
    }).then(({ rows, totalCount, alike }) => {
      return {
        rows,
        totalCount,
        alike: alike.toSorted((a, b) => `${a.status} ${a.rule}`.localeCompare(`${b.status} ${b.rule}`)),
      };
    }),
    unapplied: await findUnappliedChanges(db, asOf, { planId: plan?.id ?? 'none' }),
    contribution: await findLocalContribution(db, planAt.planId, { asOf, today: TODAY }),
    counts: await countMeasures(db, planAt, TODAY),
    funding: await sumFunding(db, planAt),
    standings: await findStandings(db, asOf, {}),
    submissions: await findSubmissions(db, asOf, { cycleId: cycle?.id ?? 'none' }),
    firstSubmissions: await findSubmissions(db, asOf, { cycleIds: cycles.map(({ id }) => id) }, 2),
    cyclePage: await findCyclePage(db, { filter: { within: 'KG', overdue: true }, today: TODAY, asOf, limit: 5 }),
    submissionPage: await findSubmissionPage(db, {
      filter: { within: 'KG-C', changedSince: '2020-01-01T00:00:00.000Z' },
      ...{ today: TODAY, asOf, limit: 5, sort: 'STATUS', descending: true },
    }),
    awaited: await findSubmissionPage(db, {
      filter: { awaiting: { personId: 'p', organisationId: 'council-secretariat', territoryId: 'KG' } },
      ...{ today: TODAY, asOf, limit: 5 },
    }),
    byPart: cycle ? await countByPart(db, { cycleId: cycle.id, territoryId: 'KG', on: cycle.to }, asOf) : [],
    byOrganisation: await countByOrganisation(db, { filter: {}, today: TODAY, asOf, limit: 5, sort: 'TIMELINESS' }),
    silentReports: await findSilentReports(db, { filter: {}, today: TODAY, asOf, limit: 5 }),
    notices: await findNotices(db, {
      ...{ organisationId: some?.responsibleOrganisationId ?? 'none', asOf, limit: 5 },
    }),
    indicators: await findIndicators(db, asOf),
    newestIndicators: await findIndicators(db, asOf, { orderBy: 'CHANGED', first: 2 }),
    flags: await findFlags(db, asOf, { within: 'KG', status: null }),
    openFlags: await findFlags(db, asOf, { within: 'KG', first: 5 }),
    silence: await findSilence(db, asOf, { first: 20 }, TODAY),
    readings: await findReadings(db, asOf, { within: 'KG', orderBy: 'CHANGED', first: 20 }),
    rollUps: await findRollUpsOf(db, asOf),
    territoriesOfReadings: await findReadingTerritories(
      db,
      (await findIndicators(db, asOf)).rows[0]?.id ?? 'none',
      asOf,
    ),
    territories: await findTerritories(db, asOf),
    mapOfADate: await findTerritories(db, asOf, { on: '2020-01-01', within: 'KG-C' }),
    children: await findChildrenOn(db, 'KG', '2020-01-01', asOf),
    territory: await findTerritoryDetails(db, 'KG', { on: TODAY, asOf }),
    subtree: await db.query(sql`${subtreeOf('KG', asOf)} order by id collate "C"`),
    within: (await isWithin(db, 'KG-C', 'KG', { asOf, on: TODAY })) ? [true] : [],
    organisations: await findOrganisations(db, asOf),
    mandates: await findMandatesInForce(db, `${some?.responsibleOrganisationId}-secretary`, TODAY, asOf),
    risks: await findRisks(db, asOf),
    reports: await findReports(db, cycle?.id ?? 'none', asOf),
    overview: await compileOverview(db, cycle?.id, { asOf, today: TODAY }),
    regional: await compileRegionalOverview(db, { territoryId: 'KG', orderBy: 'OVERDUE' }, { asOf, today: TODAY }),
    commission: await compileCommissionOverview(
      db,
      { organisationId: some?.responsibleOrganisationId ?? 'none' },
      { asOf, today: TODAY },
    ),
    desk: (
      await compileDesk(
        db,
        { personId: 'p', organisationId: some?.responsibleOrganisationId ?? 'none', territoryId: 'KG', reviews: true },
        { asOf, today: TODAY },
      )
    ).owed,
    report: asOf && (await compileReport(db, cycle?.id ?? 'none', { asOf, moment: MOMENT })),
    at,
  };
}

/** What the figures of the republic are made of, for the indicators with a reading of a year. */
async function findRollUpsOf(db: Database, asOf: AsOf) {
  const { rows } = await findIndicators(db, asOf, { first: 3 });
  const period = parsePeriod('2025')!;
  return Promise.all(rows.map(({ id }) => findRollUpFacts(db, asOf, { indicatorId: id, territoryId: 'KG', period })));
}

type Answers = Awaited<ReturnType<typeof everyAnswer>>;

describe('any question to the read models', () => {
  test(
    'asked as of a position answers what it answered at that position, whatever the history, also after a rebuild',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.nat({ max: 1_000 }),
          fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 3, maxLength: 8 }),
          async (seed, steps) => {
            const database = await createTestDatabase();
            try {
              const storeWith = (clock: () => string) =>
                new ShapedEventStore(new PostgresEventStore(database.owner, clock), eventShapes);
              await writeGeneratedHistory({ events: 2_000, seed, storeWith });
              const store = new ShapedEventStore(new PostgresEventStore(database.db), eventShapes);
              await prepareProjections(database.db, projections);

              const live: Answers[] = [];
              for (const step of [...steps, 10_000]) {
                const { position } = await advance(database.db, store, projections, step);
                live.push(await everyAnswer(database.db, undefined, position));
              }
              const asBefore = async () => {
                for (const { report: _, ...answers } of live) {
                  const { report, ...now } = await everyAnswer(database.db, { position: answers.at }, answers.at);
                  // Jest takes seconds to compare so much: where they are alike to Node, it is spared. Else it judges.
                  expect(isDeepStrictEqual(now, answers) ? answers : now).toEqual(answers);
                  expect(report !== undefined).toBe(answers.cycles.length > 0);
                }
              };
              await asBefore();
              await rebuild(database.db, store, projections);
              await asBefore();
            } finally {
              await database.drop();
            }
          },
        ),
        { numRuns: 3 },
      ),
    120_000,
  );

  test('asked as of before the first event finds nothing', async () => {
    const database = await createTestDatabase();
    try {
      const storeWith = (clock: () => string) =>
        new ShapedEventStore(new PostgresEventStore(database.owner, clock), eventShapes);
      await writeGeneratedHistory({ events: 2_000, seed: 5, storeWith });
      await prepareProjections(database.db, projections);
      await rebuild(
        database.db,
        storeWith(() => MOMENT),
        projections,
      );
      const { at: _, ...answers } = await everyAnswer(database.db, { position: BEFORE_THE_FIRST }, BEFORE_THE_FIRST);
      const lengths = Object.values(answers).map((answer) =>
        answer === undefined ? 0 : 'rows' in answer ? answer.rows.length : (answer as readonly unknown[]).length,
      );
      expect(lengths.every((length) => length === 0)).toBe(true);
    } finally {
      await database.drop();
    }
  });
});
