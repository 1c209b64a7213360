import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from '@baikoo/database';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  generateSigner,
  PostgresCheckpointBook,
  PostgresTiles,
  readVerifier,
  signCheckpoint,
  TileKeeper,
  treeRoot,
  verifierText,
  verifyBundle,
  verifyProof,
} from '@baikoo/proof';
import { bundleCommand } from '../apps/cli/src/commands/bundle.js';
import { consistencyCommand, proveCommand } from '../apps/cli/src/commands/prove.js';
import { trailCommand } from '../apps/cli/src/commands/trail.js';
import { aCommandLine, type CommandLine } from './support/command-line.js';

let line: CommandLine;
const signer = generateSigner('cli.example/record');
const key = readVerifier(verifierText(signer));
beforeAll(async () => {
  line = await aCommandLine();
  const store = new PostgresEventStore(line.database.db);
  for (const id of ['one', 'two', 'three']) {
    const { data } = JSON.parse(await readFile('test/recorded-events/OrganisationRegistered.v1.json', 'utf8')) as {
      data: object;
    };
    const event = { type: 'OrganisationRegistered', data: { ...data, organisationId: id } };
    await store.append(`organisation-${id}`, 0, [event], aCause());
  }
  const tiles = new PostgresTiles(line.database.db);
  const keeper = new TileKeeper(line.database.db, store, tiles);
  await keeper.start();
  await tiles.caughtUp(await store.head(), { timeoutMs: 20_000 });
  await keeper.stop();
  const book = new PostgresCheckpointBook(line.database.db);
  for (const size of [2, 3]) {
    const checkpoint = { origin: signer.name, size, root: await treeRoot(size, tiles) };
    const note = signCheckpoint(checkpoint, [signer]);
    await book.add({ ...checkpoint, note, key: verifierText(signer), formerKey: null });
  }
}, 60_000);
afterAll(() => line.close());

const kept = () =>
  line.database.db.query<object>(sql`
    select kind, via, person_id as "personId", role_at_time as "role", asked from audit.sensitive_read order by id`);

describe('what is taken away at the machine', () => {
  test('is kept in the log of reads before it is given out: by whom, and what was asked', async () => {
    const out = path.join(line.folder, 'one.csv');
    await line.run(trailCommand, 'ORGANISATION', 'one', '--operator', 'duty-officer', '--out', out);
    // Also the read itself is a line of the trail that it takes away.
    expect(await readFile(out, 'utf8')).toMatch(/просмотрено.*duty-officer/s);
    expect(await line.run(trailCommand, 'ORGANISATION', 'two', '--act', 'Закон')).not.toContain('organisation-two');
    const rows = { kind: 'EXPORT', via: 'COMMAND_LINE', role: 'OPERATOR' };
    expect(await kept()).toEqual([
      {
        ...{ ...rows, personId: 'duty-officer' },
        asked: [{ field: 'export/trail', arguments: { kind: 'ORGANISATION', id: 'one', within: false } }],
      },
      {
        // Nobody said who: the account. What was searched for in acts is free text.
        ...{ ...rows, personId: `account:${process.env['SUDO_USER'] ?? os.userInfo().username}` },
        asked: [{ field: 'export/trail', arguments: { kind: 'ORGANISATION', id: 'two', within: false } }],
      },
    ]);
  });

  test('is not given out where that cannot be written', async () => {
    const out = path.join(line.folder, 'unseen.csv');
    await line.database.owner.query(sql`alter table audit.sensitive_read add constraint none check (false) not valid`);
    try {
      await expect(line.run(trailCommand, 'ORGANISATION', 'one', '--out', out)).rejects.toThrow(/none/);
    } finally {
      await line.database.owner.query(sql`alter table audit.sensitive_read drop constraint none`);
    }
    expect(existsSync(out)).toBe(false);
  });
});

describe('a proof that is printed', () => {
  test('is good with nothing but the key: of an event, and of two checkpoints', async () => {
    const event: unknown = JSON.parse(await line.run(proveCommand, '2', '--size', '2'));
    expect(verifyProof(event, { keys: [key] })).toEqual({
      ...{ wrong: [], shows: expect.stringContaining('place 1') },
    });
    const pair: unknown = JSON.parse(await line.run(consistencyCommand, '2'));
    expect(verifyProof(pair, { keys: [key] }).wrong).toEqual([]);
  });

  test.each([
    [['9'], 'The record has no event at position 9.'],
    [['3', '--size', '2'], 'counted from 0: a tree of 2 events does not hold it'],
  ])('is none of %j, and says why', (args, sentence) =>
    expect(line.run(proveCommand, ...args)).rejects.toThrow(sentence),
  );
});

describe('a bundle that is written', () => {
  const write = async (...args: string[]) => {
    const out = path.join(line.folder, 'some.baikoo-bundle');
    await line.run(bundleCommand, ...args, '--out', out);
    return verifyBundle(createReadStream(out), { key, earlier: [] });
  };

  test('is good, of a range and of a subject, and is kept in the log of reads', async () => {
    expect(await write('--range', '1..9', '--earlier', '2')).toMatchObject({
      ...{ failures: [], events: 3, keyIsKnown: true, head: { checkpoint: { size: 3 } } },
    });
    expect(await write('--subject', 'ORGANISATION:two', '--size', '2')).toMatchObject({
      ...{ failures: [], events: 1, head: { scope: { subject: 'ORGANISATION:two' } } },
    });
    expect((await kept()).slice(-2)).toMatchObject([
      { asked: [{ field: 'export/bundle', arguments: { range: '1..9' } }] },
      { asked: [{ field: 'export/bundle', arguments: { subject: 'ORGANISATION:two', size: 2 } }] },
    ]);
  });

  test('is none of what is not there, and then leaves no file and no trace', async () => {
    const before = (await kept()).length;
    await expect(write('--stream', 'organisation-none')).rejects.toThrow('Nothing that you may read whole');
    await expect(write('--range', '1..2', '--stream', 'organisation-one')).rejects.toThrow('Say one of');
    expect(await kept()).toHaveLength(before);
  });
});
