import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { expect, test } from '@jest/globals';
import { keyHistory } from './key-history.js';
import { keyEvents, SIGNING_KEYS_STREAM } from './recorded-keys.js';

const act = (number: string) => ({ titles: { ru: 'Решение (пример)' }, number, date: null });

test('the history of keys says of each what named it and what became of it, and of the first before any act that it signs', async () => {
  const record = new MemoryEventStore();
  expect(keyHistory(await keyEvents(record), [])).toEqual([]);
  expect(keyHistory(await keyEvents(record), ['A'])).toEqual([{ vkey: 'A', became: null }]);
  const decide = (revision: number, type: string, data: object) =>
    record.append(SIGNING_KEYS_STREAM, revision, [{ type, data }], aCause());
  await decide(0, 'SigningKeyAdopted', { vkey: 'A', act: act('1') });
  for (const [i, formerKey] of (['HANDS_OVER', 'LOST', 'COMPROMISED'] as const).entries())
    await decide(i + 1, 'SigningKeyRotated', { vkey: 'BCD'[i], formerVkey: 'ABC'[i], formerKey, act: act(`${i + 2}`) });
  // Whatever signs by now: the record names them.
  expect(keyHistory(await keyEvents(record), ['D'])).toMatchObject([
    { vkey: 'A', named: { act: { number: '1' }, position: 1n }, became: 'HANDS_OVER' },
    { vkey: 'B', named: { act: { number: '2' }, position: 2n }, became: 'LOST' },
    { vkey: 'C', named: { act: { number: '3' }, position: 3n }, became: 'COMPROMISED' },
    { vkey: 'D', named: { act: { number: '4' }, position: 4n }, became: null },
  ]);
});
