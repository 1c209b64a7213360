import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { risk } from '@baikoo/council';
import { ConsolidationProcess, cycle, submission } from '@baikoo/cycles';
import type { TrailQuestion } from '@baikoo/audit';
import { countFactsOfMany, findFactsOfMany, findRefused, keyOfFact } from '@baikoo/audit/testing';
import { projectFile, sql } from '@baikoo/database';
import { closedAtEnd, createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { findPersonalData } from '@baikoo/identity/testing';
import { type EventStore, MemoryEventStore, PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { ForeignRecord, writeGeneratedHistory } from '@baikoo/generated-history';
import { mandate, organisation } from '@baikoo/identity';
import { indicator, series } from '@baikoo/indicators';
import {
  eventShapes,
  type Installation,
  JsonLogger,
  openInstallation,
  projections,
  readConfiguration,
  SlicesModule,
} from '@baikoo/installation';
import type { AnyEvent, Decider } from '@baikoo/kernel';
import { AmendmentProcess, measure } from '@baikoo/measures';
import { plan } from '@baikoo/plans';
import { advance, type Process, projectionStates, verify } from '@baikoo/projections';
import { territoryMap } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const EVENTS = 4_000;
const MOST = 10_000;

const inPostgres = (database: TestDatabase) => (clock: () => string) =>
  new ShapedEventStore(new PostgresEventStore(database.owner, clock), eventShapes);

/** Of all that was recorded, byte for byte. */
async function hashOf(store: EventStore): Promise<string> {
  const hash = createHash('sha256');
  for (const {
    position,
    eventId,
    stream,
    revision,
    type,
    schemaVersion,
    recordedAt,
    data,
    cause,
  } of await store.readLog(0n, MOST))
    hash.update(
      JSON.stringify([String(position), eventId, stream, revision, type, schemaVersion, recordedAt, data, cause]),
    );
  return hash.digest('hex');
}

async function inMemory(seed: number): Promise<string> {
  let store: EventStore | undefined;
  const storeWith = (clock: () => string) => (store = new ShapedEventStore(new MemoryEventStore(clock), eventShapes));
  await writeGeneratedHistory({ events: EVENTS, seed, storeWith });
  return hashOf(store!);
}

let database: TestDatabase;
let installation: Installation;
let closeInstallation: () => Promise<void>;
let home: string;
beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(path.join(tmpdir(), 'baikoo-generated-'));
  const configuration = { ...readConfiguration({ LOG_LEVEL: 'silent' }), databaseUrl: database.url, home };
  installation = await openInstallation(configuration);
  closeInstallation = closedAtEnd(installation.close);
  await writeGeneratedHistory({ events: EVENTS, seed: 11, storeWith: inPostgres(database) });
}, 120_000);
afterAll(async () => {
  await closeInstallation?.();
  await database?.drop();
  await rm(home, { recursive: true, force: true });
});

describe('a generated history', () => {
  test('is about as long as was asked for', async () => {
    const head = Number(await installation.store.head());
    expect(Math.abs(head - EVENTS)).toBeLessThan(EVENTS / 5);
  });

  test('is the same for the same seed, byte for byte, in whichever store', async () =>
    expect(await inMemory(11)).toBe(await hashOf(installation.store)));

  test('is another for another seed', async () => expect(await inMemory(12)).not.toBe(await inMemory(11)));

  test('has late, returned and corrected reports, withdrawn items, conflicting readings and both verdicts', async () => {
    const types = new Set((await installation.store.readLog(0n, MOST)).map(({ type }) => type));
    // The report of a cycle is compiled from read models and what is rare happens by hand; nothing else is missing.
    const missing = eventShapes.types.filter((type) => !types.has(type) && !RARE.includes(type));
    expect(missing).toEqual([]);
  });

  test('says of each thing that can be illustrative that it is, and names nobody but by an id', async () => {
    const events = await installation.store.readLog(0n, MOST);
    const data = events.map((event) => event.data as { illustrative?: boolean });
    expect(data.filter(({ illustrative }) => illustrative === true).length).toBeGreaterThan(100);
    expect(data.filter(({ illustrative }) => illustrative === false)).toEqual([]);
    expect(findPersonalData(events)).toEqual([]);
    for (const { cause } of events) expect(cause.actorId).toMatch(/^(installation|generated-[a-zA-Z0-9-]+)$/);
  });

  test('is one that every decider can go on from, and the clock of the record only goes forward', async () => {
    const events = await installation.store.readLog(0n, MOST);
    const states = new Map<string, unknown>();
    for (const event of events) {
      const decider = deciderOf(event.stream);
      states.set(event.stream, decider.evolve(states.get(event.stream) ?? decider.initial, event));
      expect(event.unknown).toBeUndefined();
    }
    expect([...states.values()].filter((state) => (state as { status?: string }).status === 'UNKNOWN')).toEqual([]);
    const moments = events.map(({ recordedAt }) => recordedAt);
    expect(moments).toEqual(moments.toSorted());
  });
});

describe('the read models', () => {
  test('fold it to the end without stopping, and are what the record says', async () => {
    const { db, store } = installation;
    while ((await advance(db, store, projections)).events > 0);
    const head = await store.head();
    const states = await projectionStates(db, store);
    expect(states.map(({ status, position }) => ({ status, position }))).toEqual(
      projections.map(() => ({ status: 'RUNNING', position: head })),
    );
    expect(await verify(db, store, projections)).toEqual([]);
  });

  describe('give the same pages of a trail, whether entries are asked where they belong or wholes for what they have:', () => {
    const all = { about: undefined, filter: {}, scope: { kind: 'ALL' }, upTo: undefined } as const;
    const plan = { kind: 'PLAN', id: 'generated-action-plan', within: true } as const;
    const oblast = { kind: 'TERRITORY', id: 'KG-C', within: true } as const;
    const own = { kind: 'SUBTREE', territoryId: 'KG-C' } as const;
    const ways = [
      { near: 1_000_000, few: 0, far: 0 },
      { near: 1, few: 1_000_000, far: 1 },
      { near: 1, few: 0, far: 1_000_000 },
      { near: 40, few: 0, far: 400 },
      undefined,
    ];

    test.each<[string, Omit<TrailQuestion, 'newestFirst' | 'limit' | 'after'>]>([
      ['a plan', { ...all, about: plan }],
      ['a plan, two kinds of fact', { ...all, about: plan, filter: { types: ['ItemReported', 'MeasureAdded'] } }],
      ['an oblast', { ...all, about: oblast }],
      ['an oblast, one role', { ...all, about: oblast, filter: { role: 'COMMISSION_SECRETARY' } }],
      ['an indicator', { ...all, about: { kind: 'INDICATOR', id: 'GENERATED_INDICATOR_1', within: false } }],
      ['what a mandate reaches', { ...all, scope: own }],
      ['the map', { ...all, scope: own, filter: { types: ['TerritoryRegistered', 'TerritoriesMerged'] } }],
      ['a plan within a mandate', { ...all, about: plan, scope: own }],
    ])('%s', async (_, asked) => {
      const { db, store } = installation;
      for (const newestFirst of [true, false]) {
        const question = { ...asked, newestFirst, limit: 30 };
        let after: TrailQuestion['after'];
        const total = await countFactsOfMany({ db, store }, { ...question, after });
        const met = new Set<bigint>();
        for (let more = true; more;) {
          const found = await Promise.all(
            ways.map((way) => findFactsOfMany({ db, store }, { ...question, after }, way)),
          );
          const [first, ...others] = found.map(({ events }) => events.map(({ position }) => position));
          for (const other of others) expect(other).toEqual(first);
          const page = found[0]!.events.slice(0, 30);
          more = first!.length > page.length && met.size < 150;
          for (const { position } of page) met.add(position);
          after = page.length > 0 ? keyOfFact(page.at(-1)!) : undefined;
        }
        expect(met.size).toBe(Math.min(total, 180));
        expect(met.size).toBeGreaterThan(2);
      }
    });
  });

  test('lead to what was refused in a whole, also where more than a thousand others came after it', async () => {
    const { db, store } = installation;
    const about = { kind: 'PLAN', id: 'generated-action-plan', within: true } as const;
    const attempt = (subject: string, times: number) => sql`
      insert into audit.refused_attempt (correlation_id, command_id, command, subject, code, details)
      select 'c', 'c', 'CloseCycle', ${subject}, 'NOT_YOURS', '{}' from generate_series(1, ${times}::integer)`;
    await db.query(attempt('plan-generated-action-plan', 3));
    const question = { about, filter: {}, scope: { kind: 'ALL' }, upTo: undefined, newestFirst: true } as const;
    const found = () => findRefused({ db, store }, { ...question, limit: 50, after: undefined });
    expect((await found()).rows).toHaveLength(3);
    await db.query(attempt('plan-another', 1_100));
    const { rows, count } = await found();
    expect(rows.map(({ subject }) => subject)).toEqual(Array(3).fill('plan-generated-action-plan'));
    expect(await count()).toBe(3);
  });

  test('and the processes that take over reports and amendments find their work done', async () => {
    const { store } = installation;
    const before = await store.head();
    const logger = new JsonLogger({ logLevel: 'silent' });
    const app = await NestFactory.createApplicationContext(SlicesModule.of(installation), { logger });
    const events = await store.readLog(0n, MOST);
    for (const [kind, least] of [
      [ConsolidationProcess, 10],
      [AmendmentProcess, 1],
    ] as const) {
      const process: Process = app.get(kind, { strict: false });
      const answered = events.filter((event) => process.answers(event));
      expect(answered.length).toBeGreaterThan(least);
      for (const event of answered) await process.react(event);
    }
    await app.close();
    expect(await store.head()).toBe(before);
  }, 60_000);
});

describe('generating', () => {
  test('goes on where it was cut short', async () => {
    const other = await createTestDatabase();
    let appends = 0;
    const thatFails = (clock: () => string) => {
      const store = inPostgres(other)(clock);
      const append = store.append.bind(store);
      store.append = async (...given) => {
        if (++appends > 500) throw new Error('cut short');
        return append(...given);
      };
      return store;
    };
    const wanted = { events: EVENTS, seed: 11 };
    await expect(writeGeneratedHistory({ ...wanted, storeWith: thatFails })).rejects.toThrow('cut short');
    const store = inPostgres(other)(() => '');
    const left = await store.head();
    expect(left).toBeGreaterThan(0n);
    await writeGeneratedHistory({ ...wanted, storeWith: inPostgres(other) });
    expect(await hashOf(store)).toBe(await hashOf(installation.store));
    await other.drop();
  });

  test('leaves a record with other events as it is', async () => {
    const other = await createTestDatabase();
    const store = new PostgresEventStore(other.db);
    await store.append('territory-KG', 0, [{ type: 'TerritoryRegistered', data: {} }], aCause());
    const writing = writeGeneratedHistory({ events: EVENTS, seed: 11, storeWith: inPostgres(other) });
    await expect(writing).rejects.toThrow(ForeignRecord);
    expect(await store.head()).toBe(1n);
    await other.drop();
  });

  test('is refused in production', async () => {
    const program = promisify(execFile)(process.execPath, [projectFile('dist/apps/cli/src/main.js'), 'generate'], {
      env: {
        ...{ PATH: process.env.PATH, BAIKOO_MODE: 'production', OIDC_ISSUER: 'https://issuer.invalid' },
        ...{ PROOF_KEY_FILE: '/nowhere/key.pem', PROOF_ORIGIN: 'record.example' },
        DATABASE_URL: database.url,
      },
    });
    await expect(program).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Invented events have no place in production'),
    });
  });
});

/** Kinds of fact that no small history needs to have. */
const RARE = [
  'ReportCompiled',
  'ErratumPublished',
  'MandateExtended',
  'MandateRevoked',
  'PersonalDataRecorded',
  'PersonalDataCorrected',
  'PersonalDataErased',
  'ConventionSet',
  'SigningKeyAdopted',
  'SigningKeyRotated',
  'ReopeningExtended',
  'DefinitionRevised',
  'CompletionRejected',
  ...plans(),
  ...cycles(),
  ...measures(),
];

/** What is done to drafts, and the end of a plan: the generated plans are adopted as drafted and in force to the end. */
function plans(): readonly string[] {
  const drafts = ['DirectionReworded', 'DirectionRemoved', 'TaskReworded', 'TaskRemoved', 'PlanSentToConsultation'];
  return [...drafts, 'PlanClosed', 'PlanSuperseded'];
}

/** What the calendar, reopenings and corrections bring about: the generated cycles are opened and closed by hand. */
function cycles(): readonly string[] {
  const beyond = ['ReportingCalendarSet', 'CycleScheduled', 'ObligationExempted', 'ExemptionRevoked', 'CycleFinalised'];
  const clock = ['ReminderSent', 'DeadlineMissed', 'ReopeningExpired'];
  const review = ['ReportWithdrawn', 'ReviewStarted', 'ReportEndorsed', 'SubmissionReopened'];
  return [...beyond, ...clock, ...review, 'CorrectionRequested', 'CorrectionApproved', 'CorrectionRejected'];
}

const deciders: Readonly<Record<string, unknown>> = {
  ...{ territory: territoryMap, organisation, mandate, plan, measure, indicator, series, cycle, submission, risk },
};
function deciderOf(stream: string): Decider<unknown, never, AnyEvent, string> {
  return deciders[stream.split('-')[0]!] as Decider<unknown, never, AnyEvent, string>;
}

/** What other executors, moved money and missed deadlines bring about, and decisions that a small history may lack. */
function measures(): readonly string[] {
  const parties = ['ResponsiblePartyAssigned', 'ResponsiblePartyReleased', 'AmendmentNotApplied'];
  const money = ['FundingReallocated', 'FundingReceived', 'MeasureReportMissed'];
  return [...parties, ...money, 'MeasureResumed', 'MeasureCancelled', 'CompletionWithdrawn'];
}
