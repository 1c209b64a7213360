import { createClient } from 'graphql-ws';
import { findQueryRefusal } from '@baikoo/identity';
import { LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Walked } from './walked.js';
import type { Node } from './access-lists.js';
import { PEOPLE, type Person } from './access-people.js';
import { SUBSCRIPTIONS } from './generated-input.js';

/** What each subscription is asked, and what its first message has to say to a person. */
type Followed = {
  readonly query: string;
  readonly shown: (person: Person) => unknown;
};

type Asked = {
  readonly walked: Walked;
  readonly seenOf: (name: string, person: Person) => readonly Node[];
};

/** Every subscription of the schema as everybody. */
export function specifyFollowing({ walked, seenOf }: Asked): void {
  const FOLLOWED: Readonly<Record<string, Followed>> = {
    cycleProgress: {
      query: 'subscription ($id: ID!) { it: cycleProgress(cycleId: $id) { submissions { expected } } }',
      shown: (person) => ({
        submissions: {
          expected: seenOf('submissions', person).filter(
            ({ id, exemption }) => id!.startsWith(`${walked().walk.cycleId}.`) && exemption === null,
          ).length,
        },
      }),
    },
  };

  /** The first message, or the errors, or how the connection was closed. */
  const follow = async (person: string | undefined, query: string, language: string) => {
    const { api, walk } = walked();
    const token = person && (await api.installation.demoTokens!.issue(person, { days: 1 }));
    const client = createClient({
      ...{ url: `${api.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 },
      connectionParams: { ...(token && { authorization: `Bearer ${token}` }), 'Accept-Language': language },
    });
    try {
      const news = client.iterate<{ it: unknown }>({ query, variables: { id: walk.cycleId } });
      return (await news.next()).value as unknown;
    } catch (refused) {
      return refused;
    } finally {
      await client.dispose();
    }
  };

  describe.each(SUBSCRIPTIONS)('the subscription %s', (name) => {
    test.each(PEOPLE)('tells $id what the mandate reads, or why it tells nothing', async (person) => {
      const { query, shown } = FOLLOWED[name]!;
      const language = LANGUAGES[person.id.length % LANGUAGES.length]!;
      const translator = translatorFor(language);
      const code = findQueryRefusal(person, name);
      const role = translator.say(`code.role.${person.role}`);
      const expected = code
        ? { errors: [{ message: translator.say(`refusal.${code}`, { role }), extensions: { code: 'FORBIDDEN' } }] }
        : { data: { it: shown(person) } };
      expect(await follow(person.id, query, language)).toMatchObject(expected);
    });

    test('tells nobody anything who did not sign in or holds no mandate', async () => {
      const { query } = FOLLOWED[name]!;
      for (const language of LANGUAGES) {
        const translator = translatorFor(language);
        expect(await follow(undefined, query, language)).toMatchObject({
          ...{ code: 4401, reason: translator.say('fault.CLOSED_SIGN_IN') },
        });
        const message = translator.say('refusal.NO_MANDATE');
        expect(await follow('nobody-in-office', query, language)).toMatchObject({
          errors: [{ message, extensions: { code: 'FORBIDDEN' } }],
        });
      }
    });
  });
}
