import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { specifyBrowsers } from './support/production/browsers.js';
import { specifyHashes } from './support/production/hashes.js';
import { type Production, startProduction } from './support/production/installation.js';
import { PLANTED, specifyPersonalData } from './support/production/personal-data.js';
import { specifyRates } from './support/production/rates.js';
import { specifySlowSenders } from './support/production/slow-senders.js';
import { specifyWhatIsKeptBack } from './support/production/what-is-kept-back.js';

let production: Production;
beforeAll(async () => {
  production = await startProduction();
}, 60_000);
afterAll(() => production?.close());

for (const specify of [
  ...[specifyWhatIsKeptBack, specifyBrowsers, specifyRates],
  ...[specifyHashes, specifySlowSenders, specifyPersonalData],
])
  specify(() => production);

describe('the log, after all of this', () => {
  test('holds no token, password, address with one, nor anything of a person', () => {
    const { logged, tokens } = production;
    const { password, href } = new URL(production.api.database.url);
    expect(password.length).toBeGreaterThan(3);
    expect(tokens.length).toBeGreaterThan(20);
    const all = logged.join('');
    for (const secret of [...tokens, href, `:${password}@`, ...Object.values(PLANTED), 'guess-0'])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
  });

  test('tells of no more errors than were made', () => {
    const errors = production.logged
      .map((line) => JSON.parse(line) as { level: number; msg: string })
      .filter(({ level }) => level >= 50);
    const made = /relation "measure"|full_up/;
    expect(errors.map(({ msg }) => msg).filter((msg) => !made.test(msg))).toEqual([]);
  });
});
