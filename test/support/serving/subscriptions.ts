import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { askingOf, type Served } from './served.js';

/** The progress of a cycle as it is told to who listens, and when that ends. */
export function specifySubscriptions(served: () => Served): void {
  const { accept, tokenOf } = askingOf(served);

  type Progress = { readonly position: string; readonly submissions: object; readonly changed: readonly object[] };

  describe('the progress of a cycle', () => {
    const QUERY = `subscription ($cycleId: ID!, $since: Position) { cycleProgress(cycleId: $cycleId, since: $since) {
      position cycle { id } submissions { expected submitted accepted } changed { organisationId status } } }`;

    /** A client that keeps what it is sent, and how its connection ended. */
    function listen(
      authorization: string,
      { query = QUERY, since, language = 'ru' }: { query?: string; since?: string; language?: string } = {},
    ) {
      const news: Progress[] = [];
      const heard: { errors?: unknown; closed?: { code: number; reason: string }; completed: boolean } = {
        completed: false,
      };
      const client = createClient({
        url: `${served().second.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization, 'Accept-Language': language },
        on: { closed: (event) => (heard.closed = event as { code: number; reason: string }) },
      });
      client.subscribe<{ cycleProgress: Progress | null }>(
        { query, variables: { cycleId: served().cycleId, since } },
        {
          next: ({ data, errors }) => {
            if (errors) heard.errors = errors;
            if (data?.cycleProgress) news.push(data.cycleProgress);
          },
          error: (errors) => (heard.errors = errors),
          complete: () => (heard.completed = true),
        },
      );
      return { news, heard, client };
    }
    const until = async (what: () => unknown) => {
      for (let tries = 0; tries < 200 && !what(); tries++) await sleep(25);
      expect(what()).toBeTruthy();
    };
    const bearer = async (person: string) => `Bearer ${await tokenOf(person)}`;
    /** The secretary corrects what the reviewer remarked on, and submits again. */
    const resubmit = async (commandId: string) => {
      const secretary = 'demo-ak-suu-secretary';
      const progress = {
        measureId: 'ak-suu-livestock',
        percent: 55,
        text: 'Forty herders took part.',
        difficulties: null,
      };
      await accept(
        'reportProgress',
        { commandId: `${commandId}-item`, cycleId: served().cycleId, ...progress },
        secretary,
      );
      return accept('submitReport', { commandId, cycleId: served().cycleId }, secretary);
    };

    test('is told first as it stands, then when a read model shows a change, and after a break with what was missed', async () => {
      const { news, client } = listen(await bearer('demo-auditor'));
      await until(() => news.length === 1);
      expect(news[0]).toMatchObject({ cycle: { id: served().cycleId }, submissions: { expected: 6 }, changed: [] });
      expect(await resubmit('serving-submit-1')).toContain('"upToDate":true');
      const submitted = [{ organisationId: 'commission-ak-suu', status: 'SUBMITTED' }];
      await until(() => JSON.stringify(news.at(-1)!.changed) === JSON.stringify(submitted));
      expect(news.length).toBeLessThanOrEqual(3);
      await client.dispose();
      const again = listen(await bearer('demo-auditor'), { since: news[0]!.position });
      await until(() => again.news.length === 1);
      expect(again.news[0]).toMatchObject({ submissions: news.at(-1)!.submissions, changed: submitted });
      await again.client.dispose();
    });

    test('ends at once when there is no such cycle', async () => {
      const query = QUERY.replaceAll('cycleId: $cycleId', 'cycleId: "none"').replace('$cycleId: ID!, ', '');
      const { heard, news, client } = listen(await bearer('demo-auditor'), { query });
      await until(() => heard.completed);
      expect(news).toEqual([]);
      await client.dispose();
    });

    test('is not told to nobody, nor to a token that is not believed', async () => {
      for (const authorization of ['Bearer made.up.token', '']) {
        const { heard, news } = listen(authorization);
        await until(() => heard.closed);
        expect([heard.closed!.code, news]).toEqual([4401, []]);
        expect(heard.closed!.reason).toMatch(/войдите/i);
      }
    });

    test('is refused to a role that reads nothing, in its language', async () => {
      const { heard, client } = listen(await bearer('demo-public'));
      await until(() => heard.errors);
      expect(heard.errors).toMatchObject([
        { message: expect.stringMatching(/[а-я]/i), extensions: { code: 'FORBIDDEN' } },
      ]);
      await client.dispose();
    });

    test('ends when the mandate does, with the reason in the language of each who listened', async () => {
      await accept('grantMandate', {
        ...{ commandId: 'serving-grant-9', mandateId: 'listener', personId: 'demo-listener', role: 'EXPERT' },
        ...{ organisationId: 'commission-ak-suu', territoryId: '41702205000000', from: '2022-01-01' },
      });
      const listener = await bearer('demo-listener');
      const all = ['ky', 'ru', 'en'].map((language) => listen(listener, { language }));
      await until(() => all.every(({ news }) => news.length === 1));
      await accept('revokeMandate', {
        commandId: 'serving-revoke-9',
        mandateId: 'listener',
        reason: 'Left.',
        revokedOn: '2022-01-02',
      });
      await until(() => all.every(({ heard }) => heard.closed));
      expect(all.map(({ heard }) => heard.closed)).toMatchObject([
        { code: 4403, reason: expect.stringContaining('Ыйгарым укугуңуз бүттү') },
        { code: 4403, reason: expect.stringContaining('полномочия закончились') },
        { code: 4403, reason: expect.stringContaining('mandate') },
      ]);
    });

    test('ends when the token does, however long its mandate holds', async () => {
      const token = await served().api.installation.demoTokens!.issue('demo-auditor', { days: 2 / 86_400 });
      const { heard, news } = listen(`Bearer ${token}`, { language: 'en' });
      await until(() => news.length === 1);
      await until(() => heard.closed);
      expect(heard.closed).toMatchObject({ code: 4401, reason: expect.stringContaining('Sign in again') });
    });

    test('is the only thing served this way: queries and mutations have their own', async () => {
      const { heard, client } = listen(await bearer('demo-auditor'), { query: '{ me { personId } }' });
      await until(() => heard.errors);
      expect(JSON.stringify(heard.errors)).toContain('ONLY_SUBSCRIPTIONS');
      await client.dispose();
    });

    test('has bounds: connections of a person, and the size of what a client sends', async () => {
      const held = await Promise.all(
        Array.from({ length: 10 }, async () => listen(await bearer('demo-osh-secretary'))),
      );
      await until(() => held.every(({ news }) => news.length === 1));
      const eleventh = listen(await bearer('demo-osh-secretary'));
      await until(() => eleventh.heard.closed);
      expect(eleventh.heard.closed).toMatchObject({
        ...{ code: 4429, reason: 'У вас слишком много соединений. Закройте одно из них.' },
      });
      await Promise.all(held.map(({ client }) => client.dispose()));
      const large = listen(await bearer('demo-osh-secretary'), { query: `${QUERY} #${'x'.repeat(20_000)}` });
      await until(() => large.heard.closed);
      expect(large.heard.closed!.code).toBe(1009);
    });
  });
}
