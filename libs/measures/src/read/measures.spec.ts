import { conventionsProjection } from '@baikoo/conventions';
import { sql, statement } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection } from '@baikoo/identity';
import { addDays, DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { plansProjection } from '@baikoo/plans';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lightOf, type MeasureProgress, type MeasureStatus } from '../domain/light.formula.js';
import type { MeasureEvent } from '../domain/measure.events.js';
import { findLocalContribution } from './contribution.js';
import { colourOf, lightRuleOn } from './light.sql.js';
import type { MeasureFilter } from './measure.filter.js';
import { findMeasures, measuresProjection, type MeasureQuery } from './measures.js';
import { totalsOf } from './totals.js';

const today = '2026-07-02';
const projections = [
  territoriesProjection,
  identityProjection,
  plansProjection,
  measuresProjection,
  conventionsProjection,
];
const store = new MemoryEventStore();
let database: TestDatabase;

const decision = { titles: { ru: 'Решение' }, number: '1', date: null };
const reported = {
  ...{ cycleId: '2026-H1', submissionId: 's', reportedBy: { personId: 'p', organisationId: 'police' } },
};
const names = (ru: string) => ({ ru });
const source = { title: 'Test', reference: null };

const record = async (stream: string, events: readonly { type: string; data: object }[]) => {
  const { length } = await store.read(stream);
  await store.append(stream, length, events, { ...aCause(), commandId: `${stream} ${length}` });
};
const measure = (measureId: string, changes: object = {}, ...events: readonly MeasureEvent[]) =>
  record(`measure-${measureId}`, [
    {
      type: 'MeasureAdded',
      data: {
        ...{ measureId, planId: 'p', directionId: '1', taskId: '1/1', titles: names(`Мероприятие ${measureId}`) },
        ...{ responsibleOrganisationId: 'police', territoryId: 'raion', plannedStart: '2026-01-01' },
        ...{ deadline: '2026-12-31', expectedResult: null, illustrative: true, ...changes },
      },
    },
    { type: 'FundingPlanned', data: { measureId, lineId: 'l', source: 'DONOR', year: 2026, amount: '100' } },
    { type: 'FundingAllocated', data: { measureId, lineId: 'l', amount: '100' } },
    ...events,
  ]);
const progress = (measureId: string, percent: number): MeasureEvent => ({
  type: 'ProgressReported',
  data: { ...reported, measureId, percent, text: 'Done so far', difficulties: null },
});

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  for (const [id, parentId] of [
    ['country', null] as const,
    ['raion', 'country'] as const,
    ['other', 'country'] as const,
  ])
    await record(`territory-${id}`, [
      {
        type: 'TerritoryRegistered',
        data: {
          ...{ territoryId: id, kind: 'RAION', parentId, soate: id, iso: null, names: names(id) },
          ...{ population: null, source },
        },
      },
    ]);
  for (const id of ['police', 'school', 'health'])
    await record(`organisation-${id}`, [
      {
        type: 'OrganisationRegistered',
        data: { organisationId: id, kind: 'COMMISSION', names: names(id), territoryId: 'raion', illustrative: true },
      },
    ]);
  const task = { planId: 'n', directionId: '4', titles: names('Задача') };
  await record('plan-n', [
    { type: 'DirectionAdded', data: { ...task, kind: 'COMPONENT', reference: '4' } },
    { type: 'TaskAdded', data: { ...task, taskId: '4/1', reference: '4/1' } },
    { type: 'TaskAdded', data: { ...task, taskId: '4/2', reference: '4/2' } },
  ]);
  await measure('a', { coExecutorIds: ['school', 'health'] }, progress('a', 60));
  await measure('b', { deadline: '2026-06-30' }, progress('b', 90));
  await measure('c', { territoryId: 'other', responsibleOrganisationId: 'school' });
  await measure('d', { deadline: '2026-05-31' }, progress('d', 20), {
    type: 'DeadlineExtended',
    data: { measureId: 'd', formerDeadline: '2026-05-31', deadline: '2026-09-30', why: 'Rain', decision },
  });
  await measure('e', {}, progress('e', 60), {
    type: 'FundingReallocated',
    data: {
      ...{ measureId: 'e', lineId: 'l', to: { measureId: 'a', lineId: 'l' }, amount: '40' },
      ...{ why: 'Cheaper', reallocationId: 'r' },
    },
  });
  await measure('f', {}, progress('f', 100), {
    type: 'CompletionClaimed',
    data: {
      ...{ ...reported, measureId: 'f', completedOn: '2026-06-01' },
      evidence: { fileName: 'a', mediaType: 'a/b', bytes: 1, sha256: 'a'.repeat(64), address: 'https://a.kg' },
    },
  });
  await measure(
    'g',
    {},
    {
      type: 'MeasureCancelled',
      data: { ...{ measureId: 'g', on: today, why: 'Not needed' }, decision, amendmentId: null },
    },
  );
  await measure('h', {}, progress('h', 60), {
    type: 'MeasureLinkedToTask',
    data: { measureId: 'h', planId: 'n', taskId: '4/1' },
  });
  await record('measure-c', [
    { type: 'MeasureLinkedToTask', data: { measureId: 'c', planId: 'n', taskId: '4/1' } },
    { type: 'MeasureLinkedToTask', data: { measureId: 'c', planId: 'another', taskId: '4/2' } },
  ]);
  for (const projection of projections) await advance(database.db, store, [projection]);
});
afterAll(() => database.drop());

const find = (filter: MeasureFilter, query: Partial<MeasureQuery> = {}) =>
  findMeasures(database.db, { filter, today, asOf: undefined, limit: 50, ...query });
const ids = async (filter: MeasureFilter, query: Partial<MeasureQuery> = {}) =>
  (await find(filter, query)).rows.map(({ id }) => id);

describe('finding measures', () => {
  const byId = (filter: MeasureFilter) => ids(filter).then((found) => found.toSorted().join(''));
  test.each<[string, MeasureFilter, string]>([
    ['the subtree of a territory', { within: 'country' }, 'abcdefgh'],
    ['a territory without its neighbours', { within: 'raion' }, 'abdefgh'],
    ['an executor, responsible or not', { executorId: 'school' }, 'ac'],
    ['the responsible one only', { organisationId: 'school' }, 'c'],
    ['what is overdue', { overdue: true }, 'b'],
    ['a claim that waits for its verdict', { unverified: true }, 'f'],
    ['a light', { lights: ['RED'] }, 'bd'],
    ['two lights', { lights: ['AMBER', 'GREY'] }, 'ceg'],
    ['a status', { statuses: ['CANCELLED'] }, 'g'],
    ['the national task it serves', { servesPlanId: 'n', servesTaskId: '4/1' }, 'ch'],
    ['words of a title', { search: 'МЕРОПРИЯТИЕ A' }, 'a'],
    ['a moment of change yet to come', { changedSince: '2199-01-01T00:00:00.000Z' }, ''],
  ])('by %s', async (_, filter, expected) => expect(await byId(filter)).toBe(expected));

  test.each(['DEADLINE', 'TITLE', 'TERRITORY', 'PROGRESS', 'LIGHT', 'LAST_CHANGE'] as const)(
    'by %s pages through everything once, both ways',
    async (sort) => {
      for (const descending of [false, true]) {
        const whole = await ids({}, { sort, descending });
        const paged: string[] = [];
        for (let after: string | undefined, more = true; more;) {
          const page = await find({}, { sort, descending, limit: 3, after });
          paged.push(...page.rows.map(({ id }) => id));
          after = page.rows.at(-1)?.cursor;
          more = page.hasNextPage;
        }
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(8);
      }
      expect(await ids({}, { sort, descending: true })).toEqual((await ids({}, { sort })).toReversed());
    },
  );

  test('names the executors in the same statement', async () => {
    const [first] = (await find({ id: 'a' })).rows;
    expect(first!.responsible!.names).toEqual(names('police'));
    expect(first!.coExecutors.map(({ id }) => id)).toEqual(['health', 'school']);
  });
  test('moves money from both ends at once', async () => {
    const { rows } = await find({}, { sort: 'TITLE' });
    expect(rows.map(({ allocated }) => allocated).slice(0, 5)).toEqual([
      '140.00',
      '100.00',
      '100.00',
      '100.00',
      '60.00',
    ]);
    expect(rows[0]!.funding[0]).toMatchObject({ allocated: '140.00', gap: '-40.00', execution: '0.0000' });
  });
  test('counts all that match beside a page of them, even an empty one', async () => {
    for (const after of [undefined, '9999']) {
      const page = await find({ within: 'raion' }, { limit: 2, totals: true, after });
      expect(page.totalCount).toBe(7);
      expect(totalsOf(page.alike)).toMatchObject({ planned: '700.00', allocated: '700.00', gap: '0.00' });
      expect(totalsOf(page.alike).byLight).toContainEqual({ colour: 'RED', measures: 2 });
    }
  });
  test('keeps the whole chain of extensions', async () => {
    const [found] = (await find({ id: 'd' })).rows;
    expect(found!.extensions).toMatchObject([{ formerDeadline: '2026-05-31', deadline: '2026-09-30', decision }]);
    expect(found!.deadline).toBe('2026-09-30');
  });
});

describe('what localities do for the tasks of a national plan', () => {
  const contribution = (asOf?: { position: bigint }) => findLocalContribution(database.db, 'n', { asOf, today });
  test('stands under each task, also where nobody does anything', async () => {
    const [served, idle, ...more] = await contribution();
    expect(more).toEqual([]);
    expect(served).toMatchObject({
      ...{ taskId: '4/1', directionId: '4', reference: '4/1', measures: 2 },
      ...{ planned: '200.00', allocated: '200.00', spent: '0.00', gap: '0.00' },
      byStatus: [
        { status: 'IN_PROGRESS', measures: 1 },
        { status: 'PLANNED', measures: 1 },
      ],
      byLight: [
        { colour: 'GREEN', measures: 1 },
        { colour: 'GREY', measures: 1 },
      ],
      territories: [
        { territoryId: 'other', territoryNames: names('other'), measures: 1 },
        { territoryId: 'raion', territoryNames: names('raion'), measures: 1 },
      ],
    });
    expect(idle).toMatchObject({ taskId: '4/2', measures: 0, planned: '0.00', byStatus: [], territories: [] });
  });
  test('is what the list of measures shows', async () => {
    const [served] = await contribution();
    expect((await find({ servesPlanId: 'n', servesTaskId: '4/1' })).totalCount).toBe(served!.measures);
  });
  test('stands under a task that was taken out of the plan, as long as a measure serves it, and not under an idle one', async () => {
    const removal = { planId: 'n', titles: names('Задача'), directionId: '4' };
    const before = await store.head();
    await record('plan-n', [
      { type: 'TaskRemoved', data: { ...removal, taskId: '4/1' } },
      { type: 'TaskRemoved', data: { ...removal, taskId: '4/2' } },
    ]);
    await advance(database.db, store, projections);
    const taken = (await contribution()).map(({ taskId, reference, titles, removed, measures }) => [
      ...[taskId, reference, titles, removed, measures],
    ]);
    expect(taken).toEqual([['4/1', '4/1', names('Задача'), true, 2]]);
    expect((await contribution({ position: before })).map(({ removed }) => removed)).toEqual([false, false]);
    for (const [i, measureId] of ['h', 'c'].entries()) {
      await record(`measure-${measureId}`, [
        { type: 'MeasureUnlinkedFromTask', data: { measureId, planId: 'n', taskId: '4/1' } },
      ]);
      await advance(database.db, store, projections);
      expect((await contribution()).map(({ measures }) => measures)).toEqual([[1], []][i]);
    }
  });
  test('is not there before anybody linked anything', async () => {
    const events = await store.readLog(0n, 10_000);
    const link = events.find(({ type }) => type === 'MeasureLinkedToTask')!;
    const [before] = await contribution({ position: link.position - 1n });
    expect([before?.taskId, before?.measures]).toEqual(['4/1', 0]);
  });
});

describe('a light under a convention that was set', () => {
  const lightOn = async (day: string, asOf?: { position: bigint }) =>
    (await find({ id: 'd' }, { today: day, asOf })).rows[0]?.light.rule;
  let before: bigint;
  beforeAll(async () => {
    before = await store.head();
    const values = { ...DEFAULT_CONVENTIONS.LIGHT, behind: '1', farBehind: '1' };
    const setting = { values, holdsFrom: '2026-07-03', why: 'Agreed', act: decision, setBy: reported.reportedBy };
    await record('convention-LIGHT', [{ type: 'ConventionSet', data: { convention: 'LIGHT', ...setting } }]);
    await advance(database.db, store, projections);
  });

  test('is read by it from the day on which it holds', async () => {
    expect(await lightOn('2026-07-02')).toBe('FAR_BEHIND_TIME');
    expect(await lightOn('2026-07-03')).toBe('DEADLINE_EXTENDED');
  });
  test('is what it was where the question stands before it was recorded', async () =>
    expect(await lightOn('2026-07-03', { position: before })).toBe('FAR_BEHIND_TIME'));
});

describe('the light in SQL', () => {
  const money = fc.integer({ min: 0, max: 20_000 }).map((tyiyns) => (tyiyns / 100).toFixed(2));
  const standing: fc.Arbitrary<MeasureProgress> = fc
    .record({
      status: fc.constantFrom<MeasureStatus>(
        ...(['PLANNED', 'IN_PROGRESS', 'SUSPENDED', 'COMPLETION_CLAIMED', 'COMPLETION_VERIFIED', 'CANCELLED'] as const),
      ),
      percent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      plannedStart: fc.integer({ min: -500, max: 100 }).map((days) => addDays(today, days)),
      days: fc.integer({ min: 0, max: 700 }),
      planned: money,
      allocated: money,
      extended: fc.boolean(),
      missedReports: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ days, ...rest }) => ({ ...rest, deadline: addDays(rest.plannedStart, days) }));

  test.each([
    ['by the standard', DEFAULT_CONVENTIONS.LIGHT],
    [
      'by another convention',
      { behind: '0', farBehind: '0.4', fundingAmber: '0.995', fundingRed: '0.2', missedReports: '1' },
    ],
  ])('is the light of the domain, whatever a measure looks like: %s', async (_, thresholds) => {
    const measures = fc.sample(standing, 5_000);
    const rows = measures.map((each, id) => ({ id, ...each, missed: Array(each.missedReports).fill('c') }));
    const answers = await database.db.query<{ rule: string; colour: string }>(sql`
      with given as (
        select id, status, percent, "plannedStart" as planned_start, deadline, planned, allocated,
               case when extended then '[1]'::jsonb else '[]' end as extensions, missed as missed_cycle_ids
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id int, status text, percent smallint,
             "plannedStart" date, deadline date, planned numeric, allocated numeric, extended boolean, missed jsonb)
      ), judged as (select id, ${lightRuleOn(today, thresholds)} as rule from given)
      select rule, ${colourOf(statement('rule'))} as colour from judged order by id`);
    expect(answers).toEqual(measures.map((each) => lightOf(each, today, thresholds)));
    // Every rule was met, or the property says less than it seems to.
    expect(new Set(answers.map(({ rule }) => rule)).size).toBe(12);
  });
});
