import { createReadStream, existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from '@baikoo/database';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { writeKeyFile } from '@baikoo/installation';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  generateSigner,
  leafHash,
  notesOf,
  openCheckpoint,
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
import { Help } from 'commander';
import { COMMANDS } from '../apps/cli/src/commands.js';
import { programFor } from '../apps/cli/src/program.js';
import { bundleCommand } from '../apps/cli/src/commands/bundle.js';
import { checkpointCommand } from '../apps/cli/src/commands/checkpoint.js';
import { keyCommand } from '../apps/cli/src/commands/key.js';
import { verifyCommand } from '../apps/cli/src/commands/projections.js';
import { personCommand } from '../apps/cli/src/commands/person.js';
import { consistencyCommand, proveCommand } from '../apps/cli/src/commands/prove.js';
import { verifyProofCommand } from '../apps/cli/src/commands/verify-proof.js';
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

describe('the list of commands', () => {
  test.each(Object.keys(COMMANDS))('says of %s what it takes', async (name) => {
    const { takes, load } = COMMANDS[name]!;
    expect(`${name} ${takes}`.trimEnd()).toBe(new Help().subcommandTerm(await load()));
  });

  test('stands in the help of the program; the help of a command says what the list says, and its options', async () => {
    const list = (await programFor(['--help'])).helpInformation();
    for (const name of Object.keys(COMMANDS)) expect(list).toMatch(new RegExp(`^  ${name} `, 'm'));
    const key = (await programFor(['help', 'key'])).commands.find((command) => command.name() === 'key');
    expect(key?.helpInformation()).toMatch(/keys that sign checkpoints .*new \[options\]/s);
  });
});

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

describe('a trail that is printed', () => {
  const said = (spy: jest.SpiedFunction<typeof console.error>) => spy.mock.calls.map(([text]) => String(text));

  test('of a person has what was taken away about them at the machine, and why', async () => {
    const reason = 'asked by letter 5';
    await line.run(personCommand, 'export', 'some-secretary', '--operator', 'me3', '--reason', reason);
    const [, ...rows] = (await line.run(trailCommand, 'PERSON', 'some-secretary', '-l', 'en')).trim().split('\n');
    expect(rows.filter((row) => row.includes('data and acts of a person'))).toEqual([
      expect.stringMatching(/\tread\tperson: some-secretary\t.*\tme3\t.*\tasked by letter 5\t/),
    ]);
  });

  test('says that nothing is known of what it was asked of, and nothing of the kind of what is', async () => {
    const spy = jest.spyOn(console, 'error').mockClear();
    await line.run(trailCommand, 'ORGANISATION', 'one', '--role', 'NOBODY');
    expect(said(spy)).toEqual([]);
    await line.run(trailCommand, 'MEASURE', 'nope');
    expect(said(spy)).toEqual([expect.stringContaining('No fact that you may see is about MEASURE nope')]);
  });

  test('is written into no file whose ending says neither of the tables', async () => {
    const out = path.join(line.folder, 'p.txt');
    jest.spyOn(process.stderr, 'write').mockReturnValueOnce(true);
    trailCommand.exitOverride();
    await expect(line.run(trailCommand, 'ORGANISATION', 'one', '--out', out)).rejects.toThrow('.csv or .xlsx');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a proof that is printed', () => {
  test('is good with nothing but the key: of an event, and of two checkpoints', async () => {
    const event: unknown = JSON.parse(await line.run(proveCommand, '2', '--size', '2'));
    expect(verifyProof(event, { keys: [key] })).toEqual({
      ...{ conclusion: 'GOOD', wrong: [], shows: expect.stringContaining('place 1') },
    });
    const pair: unknown = JSON.parse(await line.run(consistencyCommand, '2'));
    expect(verifyProof(pair, { keys: [key] }).wrong).toEqual([]);
  });

  test('is checked by a command, which tells by its exit code what it found', async () => {
    const file = path.join(line.folder, 'proof.json');
    const printed = await line.run(proveCommand, '3');
    // Of one event no checkpoint was published.
    const unsigned = await line.run(consistencyCommand, '1');
    const verdicts: unknown[] = [];
    for (const text of [printed, printed.replace('"index": 2', '"index": 1'), '{}', unsigned]) {
      await writeFile(file, text);
      const [said = ''] = (await line.run(verifyProofCommand, file, '--key', verifierText(signer))).split('\n');
      verdicts.push([said, process.exitCode]);
    }
    process.exitCode = undefined;
    expect(verdicts).toEqual([
      ['THE PROOF IS GOOD.', 0],
      ['THE PROOF IS NOT GOOD. Do not rely on it.', 1],
      ['', 2],
      [expect.stringMatching(/^THE HASHES ARE RIGHT, BUT .* NOT SIGNED BY A KEY THAT YOU NAMED\./), 3],
    ]);
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
    return verifyBundle(createReadStream(out), { keys: [key], earlier: [] });
  };

  test('is good, of a range and of a subject, and is kept in the log of reads', async () => {
    expect(await write('--range', '1..3', '--earlier', '2')).toMatchObject({
      ...{ failures: [], events: 3, keyIsKnown: true, head: { checkpoint: { size: 3 } } },
    });
    expect(await write('--subject', 'ORGANISATION:two', '--size', '2')).toMatchObject({
      ...{ failures: [], events: 1, head: { scope: { subject: 'ORGANISATION:two' } } },
    });
    expect((await kept()).slice(-2)).toMatchObject([
      { asked: [{ field: 'export/bundle', arguments: { range: '1..3', earlier: '2' } }] },
      { asked: [{ field: 'export/bundle', arguments: { subject: 'ORGANISATION:two', size: 2 } }] },
    ]);
  });

  test('is none of what is not there, and then leaves no file and no trace', async () => {
    const before = (await kept()).length;
    await expect(write('--stream', 'organisation-none')).rejects.toThrow('Nothing that you may read whole');
    await expect(write('--range', '1..9')).rejects.toThrow('The checkpoint over 3 events ends at position 3');
    await expect(write('--range', '1..2', '--stream', 'organisation-one')).rejects.toThrow('Say one of');
    expect(await kept()).toHaveLength(before);
  });
});

describe('a checkpoint', () => {
  const checkpointsFile = () => path.join(line.folder, 'proof/checkpoints.txt');
  const verify = (...more: string[]) =>
    line.run(verifyCommand, '--checkpoint', checkpointsFile(), '--key', verifierText(signer), ...more);
  const record = async (stream: string, revision: number, type: string, data: object) => {
    await new PostgresEventStore(line.database.db).append(stream, revision, [{ type, data }], aCause());
  };

  test('is signed now, by the key of the settings, and goes to the file with all that were published', async () => {
    const keyFile = path.join(line.folder, 'key.pem');
    writeKeyFile(keyFile, signer);
    await expect(line.run(checkpointCommand)).rejects.toThrow(/earlier checkpoints were signed by another key/);
    Object.assign(process.env, { PROOF_KEY_FILE: keyFile, PROOF_ORIGIN: signer.name });
    const same = await line.run(checkpointCommand);
    expect(openCheckpoint(same, [key]).size).toBe(3);
    await record('organisation-four', 0, 'OrganisationRegistered', { organisationId: 'four' });
    const signed = await line.run(checkpointCommand, '--rehash');
    expect(openCheckpoint(signed, [key]).size).toBe(4);
    const notes = notesOf(await readFile(checkpointsFile(), 'utf8'));
    expect(notes.map((note) => openCheckpoint(note, [key]).size)).toEqual([2, 3, 4]);
    expect(notes.at(-1)).toBe(signed);
    expect(await verify()).toContain('4 events');
    expect(process.exitCode).toBe(0);
  });

  test('by a new key is believed by whoever knows the first one and where it handed over', async () => {
    const newFile = path.join(line.folder, 'new.pem');
    const vkey = (await line.run(keyCommand, 'new', '--file', newFile, '--origin', signer.name)).trim();
    await expect(line.run(keyCommand, 'new', '--file', newFile)).rejects.toThrow(/never written over/);
    const other = path.join(line.folder, 'other.pem');
    const named = line.run(keyCommand, 'new', '--file', other, '--origin', 'Record.example');
    await expect(named).rejects.toThrow(/--origin must be a host/);
    expect(existsSync(other)).toBe(false);
    await record('keys-record', 0, 'SigningKeyAdopted', { vkey: verifierText(signer) });
    const rotated = { vkey, formerVkey: verifierText(signer), formerKey: 'HANDS_OVER' };
    await record('keys-record', 1, 'SigningKeyRotated', rotated);
    Object.assign(process.env, { PROOF_FORMER_KEY_FILE: process.env['PROOF_KEY_FILE'], PROOF_KEY_FILE: newFile });
    openCheckpoint(await line.run(checkpointCommand), [readVerifier(vkey)]);
    await record('organisation-five', 0, 'OrganisationRegistered', { organisationId: 'five' });
    await line.run(checkpointCommand);
    expect(await verify()).toMatch(/over \d events is not believed.*No known key has signed.*--chain/);
    expect(process.exitCode).toBe(3);
    const chain = path.join(line.folder, 'keys.txt');
    await writeFile(chain, `${verifierText(signer)}\n${vkey}\n`);
    expect(await verify('--chain', chain)).toContain('7 events');
    const [proof, firstKey] = [path.join(line.folder, 'by-new-key.json'), ['--key', verifierText(signer)]];
    await writeFile(proof, await line.run(proveCommand, '7'));
    const collected = ['--checkpoint', checkpointsFile(), '--chain', chain];
    expect(await line.run(verifyProofCommand, proof, ...firstKey, ...collected)).toContain('THE PROOF IS GOOD.');
    expect(await line.run(verifyProofCommand, proof, ...firstKey)).toContain('NOT SIGNED BY A KEY THAT YOU NAMED');
    expect(process.exitCode).toBe(3);
    process.exitCode = undefined;
  });

  test('by the key after one that was lost is believed by whoever was given both keys, and has no heir', async () => {
    const [former = ''] = (await readFile(checkpointsFile(), 'utf8')).match(/\d+(?=\n[^\n]+\n\n— [^\n]+\n$)/) ?? [];
    const newFile = path.join(line.folder, 'after-loss.pem');
    const vkey = (await line.run(keyCommand, 'new', '--file', newFile, '--origin', signer.name)).trim();
    const formerKeys = (await readFile(path.join(line.folder, 'keys.txt'), 'utf8')).trim().split('\n');
    await record('keys-record', 2, 'SigningKeyRotated', { vkey, formerVkey: formerKeys[1], formerKey: 'LOST' });
    await expect(line.run(checkpointCommand)).rejects.toThrow(/was lost or may be in other hands/);
    Object.assign(process.env, { PROOF_KEY_FILE: newFile, PROOF_FORMER_KEY_FILE: '' });
    openCheckpoint(await line.run(checkpointCommand), [readVerifier(vkey)]);
    const chain = path.join(line.folder, 'keys.txt');
    await writeFile(chain, [...formerKeys, vkey].join('\n'));
    expect(await verify('--chain', chain)).toMatch(/lost or stolen handed over to nobody/);
    expect(process.exitCode).toBe(3);
    process.exitCode = undefined;
    expect(await verify('--chain', chain, '--key', vkey)).toContain('is what every checkpoint says');
    const proof = path.join(line.folder, 'over-the-loss.json');
    await writeFile(proof, await line.run(consistencyCommand, former));
    const both = ['--key', formerKeys[1]!, '--key', vkey, '--checkpoint', checkpointsFile(), '--chain', chain];
    expect(await line.run(verifyProofCommand, proof, ...both)).toContain('THE PROOF IS GOOD.');
  });

  test('is not signed over a record that was changed since the last one', async () => {
    await line.database.owner.transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`);
      await tx.query(sql`update record.event set type = 'Other' where position = 2`);
    });
    await expect(line.run(checkpointCommand, '--rehash')).rejects.toThrow(/^Nothing is signed\./);
  });

  test('is not signed over hashes that somebody put in the place of those of new events', async () => {
    const store = new PostgresEventStore(line.database.db);
    const size = Number(await store.head());
    for (const id of ['six', 'seven'])
      await record(`organisation-${id}`, 0, 'OrganisationRegistered', { organisationId: id });
    const last = await store.findLast();
    const added = `${'00'.repeat(32)}${leafHash(last!).toString('hex')}`;
    const tile = JSON.stringify([{ level: 0, index: 0, added, first: size + 1, last: size + 2 }]);
    await line.database.db.query(sql`select proof.grow(${size}, ${size + 2}, ${size + 2}, ${tile})`);
    await expect(line.run(checkpointCommand)).rejects.toThrow(/THE TREE IS NOT THAT OF THE RECORD/);
    expect(await readFile(checkpointsFile(), 'utf8')).not.toContain(`\n${size + 2}\n`);
  });

  test('tells by the exit code of verify that the record was changed, and that nothing could be compared', async () => {
    const chain = path.join(line.folder, 'keys.txt');
    const afterLoss = (await readFile(chain, 'utf8')).split('\n').at(-1)!;
    expect(await verify('--chain', chain, '--key', afterLoss)).toMatch(
      /^Event 2 is not what was recorded\..*^1 {2}Неверно: /ms,
    );
    expect(process.exitCode).toBe(1);
    for (const args of [
      ['--checkpoint', path.join(line.folder, 'none.txt'), '--key', 'x'],
      ['no-such-read-model'],
      // Read models are not signed: their "good" would be taken for what the key proves.
      ['--key', verifierText(signer)],
      ['--chain', chain],
    ]) {
      expect(await line.run(verifyCommand, ...args)).toBe('');
      expect(process.exitCode).toBe(2);
    }
    process.exitCode = undefined;
  });
});
