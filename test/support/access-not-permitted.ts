import { sql } from '@baikoo/database';
import { mayCommand } from '@baikoo/identity';
import { LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { describe, expect, test } from '@jest/globals';
import type { giving, Place } from './access-give.js';
import type { Walked } from './walked.js';
import { PEOPLE } from './access-people.js';
import { commandOf, MUTATIONS } from './generated-input.js';

/** Theirs to change, if their role might: of the republic, and of the place that most of them hold their mandates for. */
const PLACE: Place = {
  ...{ planId: 'access-leninsky', measureId: 'leninsky-school-routes', territoryId: '41711201000000' },
  organisationId: 'commission-leninsky',
};

/** Every mutation of the schema as every role that may not give it: whatever the place, and whoever adds one. */
export const specifyNotPermitted = (walked: Walked, give: ReturnType<typeof giving>): void =>
  describe('a command that the role does not have', () => {
    /** What a command may write: the record, and data about people beside it. */
    const written = async () => {
      const { installation, database } = walked().api;
      const people = await database.owner.query(sql`select p::text from people.person p order by 1`);
      return { head: await installation.store.head(), people };
    };

    test.each(MUTATIONS)('%s is refused to each of them with the reason in their language', async (mutation) => {
      const command = commandOf(mutation);
      const before = await written();
      const refused = PEOPLE.filter(({ role }) => !mayCommand(role, command)).map(({ id, role }, turn) => {
        const language = LANGUAGES[turn % LANGUAGES.length]!;
        const translator = translatorFor(language);
        const message = translator.say('refusal.NOT_PERMITTED', { role: translator.say(`code.role.${role}`) });
        return { id, language, code: 'NOT_PERMITTED', message };
      });
      expect(refused.length).toBeGreaterThanOrEqual(LANGUAGES.length);
      const strangers = [
        { id: undefined, language: 'ru', code: 'SIGN_IN_REQUIRED' } as const,
        { id: 'nobody-in-office', language: 'ky', code: 'NO_MANDATE' } as const,
      ].map((one) => ({ ...one, message: translatorFor(one.language).say(`refusal.${one.code}`) }));
      const asked = [...refused, ...strangers];
      const answers = await Promise.all(
        asked.map(async ({ id, language }) => ({ id, language, ...(await give(id, command, PLACE, { language })) })),
      );
      expect(answers).toEqual(asked.map((one) => ({ ...one, path: null })));
      expect(await written()).toEqual(before);
    });
  });
