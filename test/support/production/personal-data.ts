import { randomUUID } from 'node:crypto';
import { identifier, sql } from '@baikoo/database';
import { verifyRecord } from '@baikoo/proof';
import { describe, expect, test } from '@jest/globals';
import { askingOf } from './asking.js';
import type { Production } from './installation.js';

/** Data of a person that must stand nowhere but in the store for people, and there no longer than it is held. */
export const PLANTED = { name: 'Планидзе', phone: '+996312000777', email: 'planted@example.kg' };

/** Where data about a person stand while they are held, and afterwards. */
export function specifyPersonalData(production: () => Production): void {
  const { ask, send } = askingOf(production);

  describe('data about a person', () => {
    const personId = `person-${randomUUID()}`;
    const held = { names: { ru: PLANTED.name }, officePhone: PLANTED.phone, eMail: PLANTED.email };
    const command = (name: string, input: object) =>
      ask(
        {
          query: `mutation ($input: ${name === 'erasePerson' ? 'ErasePersonInput' : 'PersonalDataInput'}!) {
            it: ${name}(input: $input) { ... on Receipt { revision } ... on Refusal { code message } } }`,
          variables: { input: { commandId: `${name}-${personId}`, personId, ...input } },
        },
        { person: 'demo-secretariat', from: '10.1.1.1' },
      );
    const file = () => send(`/export/person/${personId}.json`, { person: 'demo-secretariat-second', from: '10.1.1.2' });

    /** Every row of every table that holds a text. */
    const standsIn = async (text: string): Promise<string[]> => {
      const tables = await production().api.database.owner.query<{ schema: string; name: string }>(sql`
        select table_schema as schema, table_name as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
      const found: string[] = [];
      for (const { schema, name } of tables) {
        const rows = await production().api.database.owner.query(
          sql`select from ${identifier(schema)}.${identifier(name)} as row where row::text like ${`%${text}%`} limit 1`,
        );
        if (rows.length > 0) found.push(`${schema}.${name}`);
      }
      return found;
    };

    test('are taken away as a file while they are held, and when they were erased there are none, anywhere', async () => {
      const before = await verifyRecord(production().api.installation.store.recorded, { checkpoints: [] });
      expect((await command('recordPerson', held)).data).toMatchObject({ it: { revision: 1 } });
      expect((await file()).text).toContain(PLANTED.name);
      expect(await standsIn(PLANTED.name)).toEqual(['people.person']);
      expect((await command('erasePerson', { reason: 'Left the office' })).data).toMatchObject({ it: { revision: 2 } });
      for (const text of Object.values(PLANTED)) {
        expect((await file()).text).not.toContain(text);
        expect(await standsIn(text)).toEqual([]);
      }
      // The record went on by what was done, and is what it was before.
      const checkpoints = [{ size: before.size, root: before.root, origin: 'record.example.kg' }];
      const after = await verifyRecord(production().api.installation.store.recorded, {
        checkpoints: checkpoints as never,
      });
      expect([after.size, after.broken]).toEqual([before.size + 2, []]);
    });

    test('stand in no line of the log, also when the database quotes them in a fault', async () => {
      await production().api.database.owner.query(
        sql`alter table people.person add constraint full_up check (false) not valid`,
      );
      const answer = await command('recordPerson', { ...held, commandId: `again-${personId}` });
      await production().api.database.owner.query(sql`alter table people.person drop constraint full_up`);
      expect(answer.code).toBe('INTERNAL_SERVER_ERROR');
      expect(production().logged.some((line) => line.includes('full_up'))).toBe(true);
    });
  });
}
