import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection } from '@baikoo/identity';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ratesOf } from '../domain/submission-figures.formula.js';
import { countByOrganisation, countByPart } from './completeness.js';
import { type CycleFilter, findCyclePage } from './cycle-page.js';
import { cyclesProjection, findSubmissions } from './cycles.js';
import { findNotices } from './notices.js';
import { findSilentReports } from './silent-reports.js';
import { findSubmissionPage, type StandingQuery } from './standing-page.js';
import type { StandingFilter } from './standing.filter.js';

const today = '2027-02-01';
const projections = [territoriesProjection, identityProjection, cyclesProjection];
let now = '2026-01-01T00:00:00.000Z';
const store = new MemoryEventStore(() => now);
let database: TestDatabase;

const names = { ru: 'Пример' };
const lengths = new Map<string, number>();
const record = async (stream: string, at: string, ...events: readonly { type: string; data: object }[]) => {
  now = at;
  const length = lengths.get(stream) ?? 0;
  await store.append(stream, length, events, { ...aCause(), commandId: `${stream}:${length}` });
  lengths.set(stream, length + events.length);
};
const by = (organisationId: string) => ({ personId: `${organisationId}-person`, organisationId });

const CYCLES = [
  ['old', '2026-H1', '2026-01-01', '2026-06-30', '2026-07-15'],
  ['new', '2026-H2', '2026-07-01', '2026-12-31', '2027-01-15'],
] as const;
const body = (id: string, territoryId: string | null) =>
  record(`organisation-${id}`, '2026-01-02T00:00:00.000Z', {
    type: 'OrganisationRegistered',
    data: { organisationId: id, kind: 'COORDINATION_COMMISSION', names, territoryId, illustrative: true },
  });
const submits = async (cycleId: string, organisationId: string, territoryId: string | null, at: string) => {
  const submissionId = `${cycleId}.${organisationId}`;
  const item = { kind: 'PROGRESS', measureId: 'm', percent: 5, text: 'Begun', difficulties: null };
  await record(
    `submission-${submissionId}`,
    at,
    {
      type: 'SubmissionStarted',
      data: { submissionId, cycleId, organisationId, territoryId, illustrative: true },
    },
    { type: 'ItemReported', data: { submissionId, itemId: 'PROGRESS.m', item, reportedBy: by(organisationId) } },
    { type: 'ReportSubmitted', data: { submissionId, submittedBy: by(organisationId) } },
  );
};

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  const unit = (territoryId: string, kind: string, parentId: string | null) => ({
    type: 'TerritoryRegistered',
    data: {
      ...{ territoryId, kind, parentId, soate: territoryId, iso: null, names, population: null },
      source: { title: 'Example', reference: null },
    },
  });
  await record(
    'territory-map.kg',
    '2026-01-01T00:00:00.000Z',
    ...[unit('KG', 'COUNTRY', null), unit('north', 'OBLAST', 'KG'), unit('south', 'OBLAST', 'KG')],
    ...[unit('raion', 'RAION', 'north')],
  );
  // From the autumn on the raion lies in the other oblast: the first half-year keeps the old map.
  await record('territory-map.kg', '2026-01-01T00:00:00.000Z', {
    type: 'TerritoryReparented',
    data: {
      ...{ territoryId: 'raion', parentId: 'south', effectiveOn: '2026-10-01' },
      ...{ changeId: 'move', illustrative: true, formerParentId: 'north' },
      legalAct: { titles: names, number: '1', date: null },
    },
  });
  await body('ministry', null);
  await body('of-north', 'north');
  await body('of-raion', 'raion');
  for (const [cycleId, period, from, to, dueOn] of CYCLES) {
    const owes = (organisationId: string, territoryId: string | null, endorsedBy: string[] = []) => ({
      type: 'ObligationIssued',
      data: { cycleId, organisationId, territoryId, endorsedBy },
    });
    await record(
      `cycle-${cycleId}`,
      `${from}T06:00:00.000Z`,
      { type: 'CycleOpened', data: { cycleId, planId: 'p', period, from, to, dueOn, illustrative: true } },
      owes('ministry', null),
      owes('of-north', 'north'),
      owes('of-raion', 'raion', cycleId === 'new' ? ['of-north', 'of-city'] : ['of-north']),
    );
  }
  // On time by two hours in Bishkek; late by a second.
  await submits('old', 'ministry', null, '2026-07-15T16:00:00.000Z');
  await submits('old', 'of-raion', 'raion', '2026-07-15T18:00:00.000Z');
  await record(
    'submission-old.ministry',
    '2026-07-16T00:00:00.000Z',
    {
      type: 'ReportReturned',
      data: { submissionId: 'old.ministry', returnedBy: by('council'), remarks: [{ itemId: null, text: 'Say more' }] },
    },
    { type: 'ReportSubmitted', data: { submissionId: 'old.ministry', submittedBy: by('ministry') } },
    { type: 'ReportAccepted', data: { submissionId: 'old.ministry', acceptedBy: by('council') } },
  );
  await record('cycle-new', '2027-01-10T00:00:00.000Z', {
    type: 'ObligationExempted',
    data: { cycleId: 'new', organisationId: 'ministry', why: 'Dissolved', exemptedBy: by('council') },
  });
  await record('cycle-old', '2026-10-01T00:00:00.000Z', { type: 'CycleClosed', data: { cycleId: 'old' } });
  for (const projection of projections) while ((await advance(database.db, store, [projection])).events > 0);
});
afterAll(() => database.drop());

const page = (filter: StandingFilter, query: Partial<StandingQuery> = {}) =>
  findSubmissionPage(database.db, { filter, today, asOf: undefined, limit: 50, ...query });
const ids = async (filter: StandingFilter, query: Partial<StandingQuery> = {}) =>
  (await page(filter, query)).rows.map(({ id }) => id);

const reviewer = (organisationId: string, territoryId: string | null) => {
  return { awaiting: { personId: `${organisationId}-chair`, organisationId, territoryId } };
};

describe('reports owed are found', () => {
  test.each<[string, StandingFilter, string[]]>([
    ['those never submitted after their due day', { overdue: true }, ['old.of-north', 'new.of-north', 'new.of-raion']],
    ['those that came after the due day', { late: true }, ['old.of-raion']],
    ['of an organisation', { organisationId: 'ministry' }, ['old.ministry', 'new.ministry']],
    [
      'of a cycle in a status',
      { cycleId: 'old', statuses: ['ACCEPTED', 'SUBMITTED'] },
      ['old.ministry', 'old.of-raion'],
    ],
    [
      'within a territory by the map of each period',
      { within: 'north' },
      ['old.of-north', 'old.of-raion', 'new.of-north'],
    ],
    ['within the other, where the raion lies since', { within: 'south' }, ['new.of-raion']],
    ['that can still be written', { writable: true }, ['new.ministry', 'new.of-north', 'new.of-raion']],
    ['changed since a moment', { changedSince: '2026-07-15T18:00:00.000Z' }, ['old.ministry', 'old.of-raion']],
    ['that wait for the endorsement of a commission', reviewer('of-north', 'KG'), ['old.of-raion']],
    ['none that waits for somebody else first', reviewer('council', 'KG'), []],
    ['none beyond the mandate, on the map of today', reviewer('of-north', 'north'), []],
    ['none for who wrote it', reviewer('of-raion', 'KG'), []],
    ['none for a mandate of no territory', reviewer('council', null), []],
  ])('%s', async (_, filter, expected) => {
    const found = await ids(filter);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test.each(['DUE', 'TERRITORY', 'ORGANISATION', 'STATUS', 'LAST_CHANGE'] as const)(
    'in pages, by %s, each once and both ways',
    async (sort) => {
      for (const descending of [false, true]) {
        const whole = await ids({}, { sort, descending });
        expect(whole).toHaveLength(6);
        const paged: string[] = [];
        for (let after: string | undefined; ;) {
          const { rows, hasNextPage } = await page({}, { sort, descending, limit: 4, after });
          paged.push(...rows.map(({ id }) => id));
          after = rows.at(-1)!.cursor;
          if (!hasNextPage) break;
        }
        expect(paged).toEqual(whole);
      }
    },
  );

  test('with their totals, which exempt reports do not enter', async () => {
    const { totals, totalCount } = await page({});
    expect(totals).toMatchObject({ expected: 5, submitted: 2, accepted: 1, onTime: 1 });
    expect(totals.byStatus).toEqual([
      { status: 'ACCEPTED', submissions: 1 },
      { status: 'NOT_STARTED', submissions: 4 },
      { status: 'SUBMITTED', submissions: 1 },
    ]);
    expect(totalCount).toBe(6);
    expect(ratesOf(totals)).toEqual({ submissionRate: '0.4000', completeness: '0.2000', timeliness: '0.2000' });
  });

  test('with totals of nothing where nothing matches', async () => {
    const { totals, rows } = await page({ cycleId: 'none' });
    expect([rows, totals.expected, ratesOf(totals).completeness]).toEqual([[], 0, null]);
  });

  test('with what they say, and who submitted again keeps the first timeliness', async () => {
    const [ministry] = (await page({ cycleId: 'old', organisationId: 'ministry' })).rows;
    expect(ministry).toMatchObject({ onTime: true, timesSubmitted: 2, items: [{ id: 'PROGRESS.m' }] });
  });

  test('of several cycles at once, of each the first in the order of territory and organisation', async () => {
    const cycleIds = ['new', 'old'];
    const all = await findSubmissions(database.db, undefined, { cycleIds });
    for (const most of [1, 2, 200]) {
      const expected = cycleIds.flatMap((id) => all.filter(({ cycleId }) => cycleId === id).slice(0, most));
      const found = await findSubmissions(database.db, undefined, { cycleIds }, most);
      expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    }
    expect(new Set(all.map(({ cycleId }) => cycleId)).size).toBe(2);
    expect(await findSubmissions(database.db, undefined, { cycleIds: [] }, 5)).toEqual([]);
  });
});

describe('cycles are found', () => {
  const found = async (filter: CycleFilter) =>
    (await findCyclePage(database.db, { filter, today, asOf: undefined, limit: 5, descending: true })).rows.map(
      ({ id }) => id,
    );
  test.each<[string, CycleFilter, string[]]>([
    ['the newest first', {}, ['new', 'old']],
    ['open after their due day', { overdue: true }, ['new']],
    ['in which an organisation owes something', { organisationId: 'ministry' }, ['old']],
    ['by status', { statuses: ['CLOSED'] }, ['old']],
    ['with reports owed in a territory of that period', { within: 'south' }, ['new']],
    ['none after a moment', { changedSince: '2030-01-01T00:00:00.000Z' }, []],
  ])('%s', async (_, filter, expected) => expect(await found(filter)).toEqual(expected));

  test('counted by status, over all pages', async () =>
    expect(await findCyclePage(database.db, { filter: {}, today, asOf: undefined, limit: 1 })).toMatchObject({
      ...{ totalCount: 2, hasNextPage: true },
      byStatus: [
        { status: 'CLOSED', cycles: 1 },
        { status: 'OPEN', cycles: 1 },
      ],
    }));
});

describe('completeness', () => {
  const parts = (cycleId: string, on: string) =>
    countByPart(database.db, { cycleId, territoryId: 'KG', on }, undefined).then((rows) =>
      rows.map(({ partId, expected, submitted, onTime }) => [partId, expected, submitted, onTime]),
    );

  test('counts a raion in the oblast in which it lay on the last day of the period', async () => {
    expect(await parts('old', '2026-06-30')).toEqual([
      [null, 3, 2, 1],
      ['north', 2, 1, 0],
    ]);
    expect(await parts('new', '2026-12-31')).toEqual([
      [null, 2, 0, 0],
      ['north', 1, 0, 0],
      ['south', 1, 0, 0],
    ]);
  });

  test('by organisation runs over cycles, and pages in the order of its share', async () => {
    const query = { filter: {}, today, asOf: undefined, sort: 'COMPLETENESS', descending: true } as const;
    const first = await countByOrganisation(database.db, { ...query, limit: 2 });
    expect(first.rows.map(({ organisation, expected, accepted }) => [organisation.id, expected, accepted])).toEqual([
      ['ministry', 1, 1],
      ['of-raion', 2, 0],
    ]);
    const rest = await countByOrganisation(database.db, { ...query, limit: 2, after: first.rows[1]!.cursor });
    expect(rest.rows.map(({ organisation }) => organisation.id)).toEqual(['of-north']);
  });
});

describe('silence', () => {
  test('is listed with who owes what since when, the longest first', async () => {
    const { rows, totalCount } = await findSilentReports(database.db, { filter: {}, today, asOf: undefined, limit: 2 });
    expect(totalCount).toBe(3);
    expect(rows).toMatchObject([
      { id: 'old.of-north', since: '2026-07-16', days: 201, organisation: { id: 'of-north' } },
      { id: 'new.of-north', since: '2027-01-16', days: 17, territoryNames: names },
    ]);
  });
});

describe('notices', () => {
  test('tell an organisation what concerns it, the newest first, in pages', async () => {
    const query = { organisationId: 'ministry', asOf: undefined, limit: 2 } as const;
    const { rows, hasNextPage } = await findNotices(database.db, query);
    expect(rows.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['EXEMPTED', 'Dissolved'],
      expect.arrayContaining([null]),
    ]);
    const rest = await findNotices(database.db, { ...query, after: rows[1]!.cursor });
    expect([hasNextPage, rest.rows.length, rest.hasNextPage]).toEqual([true, 2, true]);
    // Once for each cycle, and never before they are told that they owe a report at all.
    expect((await findNotices(database.db, { ...query, kinds: ['OBLIGED'] })).totalCount).toBe(2);
    expect((await findNotices(database.db, { ...query, kinds: ['REPORT_RETURNED'] })).totalCount).toBe(1);
  });

  describe('of a report that waits for an endorsement', () => {
    const COMMISSIONS = ['of-north', 'of-city', 'ministry', 'of-raion'];
    const submissionId = 'new.of-raion';
    const told = async () => {
      const pages = await Promise.all(
        COMMISSIONS.map(async (organisationId) => {
          const query = {
            organisationId,
            cycleId: 'new',
            kinds: ['REPORT_TO_ENDORSE'],
            asOf: undefined,
            limit: 9,
          } as const;
          const { rows, totalCount } = await findNotices(database.db, query);
          expect(rows.every((row) => row.organisationId === 'of-raion' && row.organisationNames?.ru === 'Пример')).toBe(
            true,
          );
          expect(totalCount).toBe(rows.length);
          return [organisationId, rows.length] as const;
        }),
      );
      return Object.fromEntries(pages.filter(([, count]) => count > 0));
    };
    const afterwards = async (...recorded: Parameters<typeof record>) => {
      await record(...recorded);
      for (const projection of projections) while ((await advance(database.db, store, [projection])).events > 0);
      return told();
    };
    const stream = `submission-${submissionId}`;
    const endorsed = (organisationId: string) => ({
      type: 'ReportEndorsed',
      data: { submissionId, organisationId, endorsedBy: by(organisationId) },
    });

    const begun = { type: 'ReviewStarted', data: { submissionId, startedBy: by('of-north') } };

    test('each commission is told when its turn comes, and again when the report came anew; nobody else is', async () => {
      expect(await told()).toEqual({});
      await submits('new', 'of-raion', 'raion', '2027-01-11T00:00:00.000Z');
      expect(await afterwards(stream, '2027-01-11T01:00:00.000Z', begun)).toEqual({ 'of-north': 1 });
      expect(await afterwards(stream, '2027-01-12T00:00:00.000Z', endorsed('of-north'))).toEqual({
        'of-north': 1,
        'of-city': 1,
      });
      // After the last of them it waits for the acceptance, which is whose mandate reaches it.
      expect(await afterwards(stream, '2027-01-12T01:00:00.000Z', endorsed('of-city'))).toEqual({
        'of-north': 1,
        'of-city': 1,
      });
      const returnedBy = by('council');
      const again = await afterwards(
        stream,
        '2027-01-13T00:00:00.000Z',
        { type: 'ReportReturned', data: { submissionId, returnedBy, remarks: [{ itemId: null, text: 'Say more' }] } },
        { type: 'ReportSubmitted', data: { submissionId, submittedBy: by('of-raion') } },
      );
      expect(again).toEqual({ 'of-north': 2, 'of-city': 1 });
    });
  });
});

// Last, since it adds to the record on which the others rest.
test('a cycle in which all reports of a territory were exempted is not found by that territory', async () => {
  const found = async () => {
    const query = { filter: { within: 'south' }, today, asOf: undefined, limit: 5 };
    return (await findCyclePage(database.db, query)).rows.map(({ id }) => id);
  };
  expect(await found()).toEqual(['new']);
  await record('cycle-new', '2027-01-20T00:00:00.000Z', {
    type: 'ObligationExempted',
    data: { cycleId: 'new', organisationId: 'of-raion', why: 'Merged', exemptedBy: by('council') },
  });
  for (const projection of projections) while ((await advance(database.db, store, [projection])).events > 0);
  expect(await found()).toEqual([]);
});
