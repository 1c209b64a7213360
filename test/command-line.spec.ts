import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from '@baikoo/database';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trailCommand } from '../apps/cli/src/commands/trail.js';
import { aCommandLine, type CommandLine } from './support/command-line.js';

let line: CommandLine;
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
