import { setTimeout as sleep } from 'node:timers/promises';
import { PgDatabase, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { EventShapes, MemoryEventStore, type Recorded, ShapedEventStore, UnknownFact } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  advance,
  advanceProcess,
  type AnyReadModel,
  findOperatorActs,
  Leadership,
  prepareProjections,
  ProjectionRunner,
  rebuild,
  resume,
  waitForProjection,
  waitForProjections,
} from './index.js';
import { type Definitions, LAMP_TABLES, litIn, openDefinitions, removed, set } from './testing.js';

let database: TestDatabase;
let definitions: Definitions;
beforeEach(async () => {
  database = await createTestDatabase();
  definitions = await openDefinitions();
});
afterEach(async () => {
  await database.drop();
  await definitions.remove();
});
const lit = (position?: bigint) => litIn(database.db, position);

describe('the runner', () => {
  const settled = async (runner: ProjectionRunner, status: string) => {
    for (let i = 0; i < 200; i++) {
      const states = await runner.states();
      if (states.some((state) => state.status === status)) return states;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`No projection became ${status}.`);
  };

  test('follows the record, and lets a writer wait for its own write', async () => {
    const store = new MemoryEventStore();
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    const runner = new ProjectionRunner(database.db, store, [projection]);
    await runner.start();
    const { position } = await store.append('lamp-1', 0, [set('a', 40)], aCause());
    expect(await waitForProjections(database.db, position, 5_000)).toBe(true);
    expect(await lit()).toEqual({ a: 40 });
    expect(await waitForProjections(database.db, position + 1n, 30)).toBe(false);
    await runner.stop();
  });

  test('stops a projection at an event it cannot fold, says so, and leaves the others running', async () => {
    const store = new MemoryEventStore();
    const broken = definitions.projectionOf(LAMP_TABLES);
    const other = { ...definitions.projectionOf('select 1;', 1, 'others'), models: [] };
    await prepareProjections(database.db, [broken, other]);
    const troubles: unknown[] = [];
    const runner = new ProjectionRunner(database.db, store, [broken, other], ({ projection, error, event }) =>
      troubles.push([projection, error.message, event?.position]),
    );
    await runner.start();
    await store.append('lamp-1', 0, [set('a', 40), set('b', -1), set('c', 10)], aCause());
    const poison = (await store.readLog(1n, 1))[0]!;
    const why = 'a lamp that eats light';
    expect(await settled(runner, 'STOPPED')).toMatchObject([
      { name: 'lamps', status: 'STOPPED', position: 1n, stopped: { position: 2n, eventId: poison.eventId, why } },
      { name: 'others', status: 'RUNNING' },
    ]);
    expect(await lit()).toEqual({ a: 40 });
    expect(troubles).toEqual([['lamps', why, 2n]]);
    // A read model that stands still keeps nobody waiting.
    expect(await waitForProjections(database.db, 3n, 2_000)).toBe(true);
    // … but who decides on it is told that it does.
    const reached = (name: string) => waitForProjection(database.db, name, 3n, 2_000);
    expect([await reached('others'), await reached('lamps')]).toEqual([true, false]);

    const decision = { projection: 'lamps', operator: 'operator-1', reason: 'to see it again' };
    expect(await resume(database.db, { ...decision, act: 'RETRY' })).toMatchObject({ eventId: poison.eventId });
    await settled(runner, 'STOPPED');
    await resume(database.db, { ...decision, act: 'SKIP', reason: 'a test lamp' });
    expect(await waitForProjections(database.db, 3n, 5_000)).toBe(true);
    for (let i = 0; i < 200 && (await lit())['c'] === undefined; i++) await sleep(10);
    expect(await lit()).toEqual({ a: 40, c: 10 });
    await runner.stop();
    // Also when it is built anew, the event stays left out.
    await rebuild(database.db, store, [broken]);
    expect(await lit()).toEqual({ a: 40, c: 10 });
    expect(await resume(database.db, { ...decision, act: 'SKIP' })).toBeUndefined();
    expect(await findOperatorActs(database.db, 10)).toMatchObject([
      { act: 'SKIP', operator: 'operator-1', reason: 'a test lamp', position: '2', error: why },
      { act: 'RETRY', reason: 'to see it again' },
    ]);
    await expect(database.owner.query(sql`delete from audit.operator_act`)).rejects.toThrow('append-only');
  });

  test('stops only what folds an event that an upcast cannot read, and a mended build goes on with it', async () => {
    const recorded = new MemoryEventStore();
    const broken = (): never => {
      throw new TypeError('no watt');
    };
    const build = (upcast: (data: never) => object) =>
      new ShapedEventStore(recorded, new EventShapes([{ LampSet: [upcast as never], LampRemoved: [] }]));
    const lampsOnly = definitions.projectionOf(LAMP_TABLES);
    const dogs: AnyReadModel = {
      table: 'dog',
      keys: ({ type, data }) => (type === 'DogSeen' ? [data.lampId] : []),
      evolve: () => undefined,
    };
    const others = {
      ...definitions.projectionOf("create table dog (id text primary key); select keep_history('dog');", 1, 'others'),
    };
    const both = [lampsOnly, { ...others, models: [dogs] }];
    await prepareProjections(database.db, both);
    await recorded.append('lamp-1', 0, [removed('z'), { ...set('a', 40), schemaVersion: 1 }, removed('y')], aCause());

    const runner = new ProjectionRunner(database.db, build(broken), both);
    await runner.start();
    expect(await settled(runner, 'STOPPED')).toMatchObject([
      {
        name: 'lamps',
        status: 'STOPPED',
        position: 1n,
        stopped: { position: 2n, why: expect.stringMatching(/LampSet/) },
      },
      { name: 'others', status: 'RUNNING' },
    ]);
    await waitForProjections(database.db, 3n, 5_000);
    expect((await runner.states()).find(({ name }) => name === 'others')).toMatchObject({ position: 3n });
    await runner.stop();

    await resume(database.db, { projection: 'lamps', act: 'RETRY', operator: 'operator-1', reason: 'mended' });
    await advance(
      database.db,
      build((data) => data),
      both,
    );
    expect(await lit()).toEqual({ a: 40 });
  });

  test('runs in one process, and in another within seconds when the first loses its connection', async () => {
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    const elsewhere = new PgDatabase(database.url);
    const names = [projection.name];
    const [first, second] = [new Leadership(database.db, names), new Leadership(elsewhere, names)];
    first.start();
    for (let i = 0; i < 200 && !first.leads('lamps'); i++) await sleep(10);
    second.start();
    await sleep(300);
    expect([first.leads('lamps'), second.leads('lamps')]).toEqual([true, false]);
    await elsewhere.query(sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`);
    await first.stop();
    for (let i = 0; i < 500 && !second.leads('lamps'); i++) await sleep(10);
    expect([first.leads('lamps'), second.leads('lamps')]).toEqual([false, true]);
    await second.stop();
    await elsewhere.close();
  });
});

describe('a process that answers facts', () => {
  test('answers what it knows, then stands still before an event that only a newer build knows', async () => {
    const recorded = new MemoryEventStore();
    const older = new ShapedEventStore(recorded, new EventShapes([{ LampSet: [] }]));
    const newer = new ShapedEventStore(recorded, new EventShapes([{ LampSet: [], LampBroke: [] }]));
    await recorded.append('lamp-1', 0, [set('a', 40), { type: 'LampBroke', data: { lampId: 'a' } }], aCause());
    const answered: string[] = [];
    const process = {
      name: 'repairs',
      answers: () => true,
      react: async ({ type }: Recorded) => void answered.push(type),
    };
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(advanceProcess(database.db, older, process)).rejects.toThrow(UnknownFact);
    expect(answered).toEqual(['LampSet']);
    await advanceProcess(database.db, newer, process);
    expect(answered).toEqual(['LampSet', 'LampBroke']);
  });
});
