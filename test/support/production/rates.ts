import { describe, expect, test } from '@jest/globals';
import { anAddress, askingOf } from './asking.js';
import type { Production } from './installation.js';

/** Who asks too often, by person and by address. */
export function specifyRates(production: () => Production): void {
  const { ask, send } = askingOf(production);

  describe('who asks too often', () => {
    const query = { query: '{ __typename }' };
    test('is turned away for a while by person or by address, and the next honest caller is served', async () => {
      const from = anAddress();
      const codes: unknown[] = [];
      for (let nth = 0; nth < 61; nth++) codes.push((await ask(query, { from })).code);
      expect([codes.filter(Boolean), codes.at(-1)]).toEqual([['TOO_MANY_REQUESTS'], 'TOO_MANY_REQUESTS']);
      const refused = await ask(query, { from });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      // Somebody elsewhere, and who signs in from the same office.
      expect((await ask(query, { from: anAddress() })).status).toBe(200);
      expect((await ask(query, { from, person: 'demo-kenesh' })).status).toBe(200);
      expect((await send('/health', { from })).status).toBe(200);
    });

    test('by person, wherever they ask from', async () => {
      let last: number | undefined;
      for (let nth = 0; nth < 61; nth++) last = (await ask(query, { from: anAddress(), person: 'demo-expert' })).status;
      expect(last).toBe(429);
      expect((await ask(query, { from: anAddress(), person: 'demo-ministry' })).status).toBe(200);
    });

    test('is counted by itself for files, and for sign-ins that fail', async () => {
      const from = anAddress();
      const file = () => send('/export/measures/all.csv', { from, person: 'demo-osh-secretary' });
      const files: number[] = [];
      for (let nth = 0; nth < 4; nth++) files.push((await file()).status);
      expect(files).toEqual([200, 200, 200, 429]);
      expect((await file()).code).toBe('TOO_MANY_EXPORTS');
      expect((await ask(query, { from, person: 'demo-osh-secretary' })).status).toBe(200);

      const guess = (nth: number) => ask(query, { from, headers: { authorization: `Bearer guess-${nth}` } });
      const guesses: number[] = [];
      for (let nth = 0; nth < 5; nth++) guesses.push((await guess(nth)).status);
      expect(guesses).toEqual([401, 401, 401, 401, 429]);
      expect(await guess(9)).toMatchObject({ status: 429, code: 'TOO_MANY_FAILED_SIGN_INS' });
      expect((await ask(query, { from, person: 'demo-osh-secretary' })).status).toBe(200);
    });
  });
}
