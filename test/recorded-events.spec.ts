import { readdirSync, readFileSync } from 'node:fs';
import { wordsFor } from '@baikoo/audit';
import { identifier, projectFile, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore, type Recorded, ShapedEventStore } from '@baikoo/event-store';
import { eventShapes, projections } from '@baikoo/installation';
import { factNames, translatorFor } from '@baikoo/languages';
import { advance, type AnyReadModel, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/**
 * A sample of every shape of event that was ever written: `<type>.v<version>.json`, and `<type>.v<version>.<what>.json`
 * for one with fields that were added later. None is ever edited or removed.
 */
const folder = projectFile('test/recorded-events');
const samples = readdirSync(folder).map((file) => {
  const event = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<Recorded, 'position'> & {
    position: string;
  };
  return { file, event: { ...event, position: BigInt(event.position) } as Recorded };
});

type Row = Readonly<Record<string, unknown>>;
const models = projections.flatMap((projection) => projection.models);
const touchedBy = (event: Recorded) =>
  models.flatMap((model) => model.keys(event).map((id) => [model, id] as const satisfies [AnyReadModel, string]));

/** A row of each table as the sample that begins it leaves it: what the samples of later events are folded onto. */
const begun = new Map<string, Row>();
for (const event of samples.map((sample) => eventShapes.toCurrent(sample.event)))
  for (const [model, id] of touchedBy(event)) {
    const row = model.evolve(undefined, event, id) as Row | undefined;
    if (row) begun.set(model.table, row);
  }

describe('an event that was recorded once', () => {
  test('is kept as a sample of every version of every fact that the system knows', () => {
    expect(eventShapes.types.toSorted()).toEqual([...factNames].toSorted());
    const shapes = eventShapes.types.flatMap((type) =>
      Array.from({ length: eventShapes.currentVersionOf(type)! }, (_, index) => `${type}.v${index + 1}.json`),
    );
    const plain = samples.filter(({ file }) => /^\w+\.v\d+\.json$/.test(file));
    expect(plain.map(({ file }) => file).toSorted()).toEqual(shapes.toSorted());
  });

  test.each(samples)('$file is understood in the current shape, and still has words', ({ file, event }) => {
    expect(file.replace(/\.[a-z-]+\.json$/, '.json')).toBe(`${event.type}.v${event.schemaVersion}.json`);
    const current = eventShapes.toCurrent(event);
    expect([current.unknown, current.unreadable]).toEqual([undefined, undefined]);
    expect(current.schemaVersion).toBe(eventShapes.currentVersionOf(event.type));
    expect(wordsFor(event.type, translatorFor('en'))).not.toBe(event.type);
  });

  test.each(samples)('$file names no person but by an id', ({ event }) => {
    const { actorId } = event.cause;
    expect(actorId).toMatch(/^(installation|demo-[a-z-]+)$/);
    expect(JSON.stringify(event.data)).not.toMatch(/"(fullName|phone|email)"|\+996\d/);
  });
});

describe('the tables of the read models', () => {
  let database: TestDatabase;
  /** The columns of each table without the one that the runner fills; true for those that must have a value. */
  const columns = new Map<string, Map<string, boolean>>();

  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareProjections(database.db, projections);
    const found = await database.db.query<{ table: string; column: string; required: boolean }>(sql`
      select table_name as table, column_name as column, is_nullable = 'NO' as required
      from information_schema.columns where table_schema = 'read' and column_name <> 'since'`);
    for (const { table, column, required } of found)
      columns.set(table, (columns.get(table) ?? new Map<string, boolean>()).set(column, required));
  });
  afterAll(() => database.drop());

  test('each have a sample that begins a row', () =>
    expect([...begun.keys()].toSorted()).toEqual(models.map(({ table }) => table).toSorted()));

  test.each(samples)('take what becomes of a row by $file', ({ event: recorded }) => {
    const event = eventShapes.toCurrent(recorded);
    const touched = touchedBy(event);
    expect(touched.length).toBeGreaterThan(0);
    for (const [model, id] of touched)
      // A fold meets each event both with a row and, where it begins one, without.
      for (const before of [begun.get(model.table), undefined]) {
        const after = model.evolve(before, event, id) as Row | undefined;
        if (!after) continue;
        const ofTable = [...columns.get(model.table)!];
        expect(Object.keys(after).toSorted()).toEqual(ofTable.map(([column]) => column).toSorted());
        expect(Object.keys(after).filter((column) => after[column] === undefined)).toEqual([]);
        expect(ofTable.filter(([column, required]) => required && after[column] === null)).toEqual([]);
      }
  });

  test('are filled from a record of all samples as they were written', async () => {
    const recorded = new MemoryEventStore();
    for (const { file, event } of samples) {
      const { stream, type, schemaVersion, data, cause } = event;
      const { length } = await recorded.read(stream);
      const ofItsOwn = { ...cause, commandId: file };
      await recorded.append(stream, length, [{ type, schemaVersion, data }], ofItsOwn);
    }
    const store = new ShapedEventStore(recorded, eventShapes);
    for (const projection of projections)
      expect(await advance(database.db, store, [projection])).toMatchObject({ events: samples.length });
    const empty: string[] = [];
    for (const { table } of models) {
      const [answer] = await database.db.query<{ filled: boolean }>(
        sql`select exists (select from ${identifier(table)}) as filled`,
      );
      if (!answer!.filled) empty.push(table);
    }
    expect(empty).toEqual([]);
  });
});
