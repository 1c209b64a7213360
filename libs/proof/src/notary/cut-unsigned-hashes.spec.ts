import { readFileSync } from 'node:fs';
import { projectFile, sql, statement } from '@baikoo/database';
import { aCause, startServerUnderTest } from '@baikoo/event-store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { leafHash, signCheckpoint, treeRoot } from '../domain/index.js';
import { PostgresTiles } from '../kept/index.js';
import { findEnd, keepPage } from '../kept/keep-page.js';
import { proveEvent } from '../prove/prove-event.js';
import { PostgresCheckpointBook } from './postgres-checkpoint-book.js';
import {
  A,
  a,
  append,
  at,
  beginEachWithAnEmptyRecord,
  book,
  type Ends,
  forge,
  keep,
  NOBODY,
  notary,
  REFUSED,
  shifted,
  signedBy,
  wrong,
} from './testing.js';

beginEachWithAnEmptyRecord();

/** What the owner does after TREE_DIFFERS, and the program after that. */
async function cutAndKeep(): Promise<void> {
  const script = readFileSync(projectFile('deploy/cut-unsigned-hashes.sql'), 'utf8');
  await expect(at.database.db.query(sql`alter table proof.tile disable trigger user`)).rejects.toThrow(/must be owner/);
  await at.database.owner.query(statement(script));
  at.tiles.forget();
}

test.each([0, 300, 512, 66_000])(
  'the owner can take forged hashes out again, and nothing that was signed: %i',
  async (signed) => {
    await append(signed);
    await keep();
    if (signed > 0) await notary().sign();
    const root = await treeRoot(signed, new PostgresTiles(at.database.db));
    await append(600);
    await forge({ leaves: ([, ...rest]) => [wrong, ...rest], above: (right) => right });
    expect(await notary().sign()).toEqual(REFUSED);

    await cutAndKeep();
    const size = Math.floor(signed / 256) * 256;
    expect(await at.tiles.head()).toEqual({ size, position: BigInt(size) });
    await keep();
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: signed + 600 } });
    expect(await treeRoot(signed, new PostgresTiles(at.database.db))).toEqual(root);
  },
);

describe.each([
  ['an open tile', 6, shifted(1n)],
  ['a full tile', 256, shifted(1n)],
  ['a full tile', 256, ({ first, last }: Ends) => ({ first: first + 256n, last: last + 400n })],
  ['two full at.tiles, the first of which says what the second has to say', 512, shifted(256n)],
])('where %s of %i events says wrongly where they stand', (_, count, ends) => {
  beforeEach(async () => {
    await append(512);
    await keep();
    await notary().sign();
    await append(count);
    await forge({ ends });
  });

  /** As a notary has done that does not look where events stand. */
  const signAllTheSame = async () => {
    const { size } = await at.tiles.head();
    const root = await treeRoot(size, new PostgresTiles(at.database.db));
    const note = signCheckpoint({ origin: a.name, size, root }, [a]);
    await book().add({ origin: a.name, size, root, note, key: A, formerKey: null });
  };

  test.each([
    ['unsigned', async () => {}],
    ['signed all the same', signAllTheSame],
  ])('nothing more is signed nor proven wrongly, and the owner has it say so again: %s', async (__, sign) => {
    await sign();
    const ports = () => ({ record: at.record, tree: new PostgresTiles(at.database.db), book: book() });
    for (const position of [513n, 514n, BigInt(511 + count)])
      expect(await proveEvent(ports(), { position, size: 512 + count })).toMatchObject({
        refused: 'EVENT_NOT_AS_SIGNED',
      });
    expect(await signedBy(notary())).toEqual(NOBODY);

    await cutAndKeep();
    await append(7);
    await keep();
    const size = 512 + count + 7;
    expect(await at.tiles.head()).toEqual({ size, position: BigInt(size) });
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size } });
    expect((await book().trouble()).trouble).toBeNull();
    const events = await at.record.readLog(500n, 1_000);
    for (const event of events)
      expect(await proveEvent(ports(), { position: event.position })).toMatchObject({
        ...{ index: Number(event.position) - 1, leafHash: leafHash(event) },
      });
  });
});

test('the owner has tiles say again where events stand in EventStoreDB, as far as its index goes', async () => {
  const server = await startServerUnderTest();
  const elsewhere = await server.open();
  try {
    const { db, owner } = server.database;
    const events = Array.from({ length: 100 }, (_, n) => ({ type: 'Counted', data: { n } }));
    for (let stream = 0; stream < 6; stream++) await elsewhere.store.append(`count-${stream}`, 0, events, aCause());
    const kept = new PostgresTiles(db);
    await keepPage(kept, elsewhere.store, await findEnd(kept));
    const all = await elsewhere.store.readLog(0n, 1_000);
    const root = await treeRoot(600, kept);
    const note = signCheckpoint({ origin: a.name, size: 600, root }, [a]);
    const add = new PostgresCheckpointBook(db);
    await add.add({ origin: a.name, size: 600, root, note, key: A, formerKey: null });
    await owner.transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`);
      await tx.query(sql`update proof.tile set first_position = first_position + 1 where level = 0`);
    });
    await owner.query(statement(readFileSync(projectFile('deploy/cut-unsigned-hashes.sql'), 'utf8')));
    expect(await kept.readSpans([0, 1, 2])).toEqual([
      { index: 0, width: 256, first: all[0]!.position, last: all[255]!.position },
      { index: 1, width: 256, first: all[256]!.position, last: all[511]!.position },
    ]);
    expect(await kept.head()).toEqual({ size: 512, position: all[511]!.position });
  } finally {
    await elsewhere.close();
    await server.close();
  }
});
