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
import { findFactsOfMany, keyOfFact } from '@baikoo/audit/testing';
import { projectFile } from '@baikoo/database';
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
import { measure } from '@baikoo/measures';
import { plan } from '@baikoo/plans';
import { advance, projectionStates, verify } from '@baikoo/projections';
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

  test('give the same pages of a trail, however far from its beginning a page is looked for first', async () => {
    const { db, store } = installation;
    const about = { kind: 'PLAN', id: 'generated-action-plan', within: true } as const;
    for (const newestFirst of [true, false]) {
      const question = { about, filter: {}, scope: { kind: 'ALL' }, upTo: undefined, newestFirst, limit: 30 } as const;
      let after: TrailQuestion['after'];
      for (let pages = 0; pages < 3; pages += 1) {
        const found = await Promise.all(
          [[], [1n], [50n, 500n], [3_000n]].map((windows) =>
            findFactsOfMany({ db, store }, { ...question, after }, windows),
          ),
        );
        const [first, ...others] = found.map(({ events }) => events.map(({ position }) => position));
        expect(first).toHaveLength(31);
        for (const other of others) expect(other).toEqual(first);
        after = keyOfFact(found[0]!.events[29]!);
      }
    }
  });

  test('and the process that takes reports over finds its work done', async () => {
    const { store } = installation;
    const before = await store.head();
    const logger = new JsonLogger({ logLevel: 'silent' });
    const app = await NestFactory.createApplicationContext(SlicesModule.of(installation), { logger });
    const process = app.get(ConsolidationProcess, { strict: false });
    const accepted = (await store.readLog(0n, MOST)).filter((event) => process.answers(event));
    expect(accepted.length).toBeGreaterThan(10);
    for (const acceptance of accepted) await process.react(acceptance);
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

/** What is done to drafts and to adopted plans: the generated plans stay as they were adopted. */
function plans(): readonly string[] {
  const drafts = ['DirectionReworded', 'DirectionRemoved', 'TaskReworded', 'TaskRemoved', 'PlanSentToConsultation'];
  const amendments = ['AmendmentProposed', 'AmendmentWithdrawn', 'AmendmentRejected', 'PlanAmended'];
  return [...drafts, ...amendments, 'PlanClosed', 'PlanSuperseded'];
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

/** What amendments, links, moved money and missed deadlines bring about, and decisions that a small history may lack. */
function measures(): readonly string[] {
  const parties = ['ResponsiblePartyAssigned', 'ResponsiblePartyReleased', 'MeasureReworded', 'AmendmentNotApplied'];
  const money = ['FundingReallocated', 'FundingReceived', 'MeasureReportMissed'];
  const links = ['IndicatorLinked', 'IndicatorUnlinked', 'MeasureLinkedToTask', 'MeasureUnlinkedFromTask'];
  return [...parties, ...money, ...links, 'MeasureResumed', 'MeasureCancelled', 'CompletionWithdrawn'];
}
