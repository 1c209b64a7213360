import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { actor } from '@baikoo/kernel/testing';
import { expect, test } from '@jest/globals';
import { type FormerKey, generateSigner, verifierText, whoSigns } from '../domain/index.js';
import { recordedKeys } from '../keys/recorded-keys.js';
import { RecordName } from '../keys/record-name.js';
import { BookInMemory, TreeInMemory } from '../testing.js';
import { AskSigningKey, AskSigningKeyHandler } from './signing-key.handler.js';

/** Nothing was published yet, so no key says by itself whose record it is. */
class EmptyBook extends BookInMemory {
  override keys = async () => [];
}

test('before the first checkpoint only a key with the name of the settings can be adopted', async () => {
  const store = new MemoryEventStore();
  const handler = new AskSigningKeyHandler(
    store,
    new EmptyBook(new TreeInMemory()),
    new RecordName('record.example.kg'),
  );
  const act = { titles: { ru: 'Решение (пример)' }, number: '5', date: null };
  const adopt = (origin: string) => {
    const vkey = verifierText(generateSigner(origin));
    const asked = { vkey, why: 'As planned', act, by: actor('secretariat'), at: '2026-11-29T06:00:00.000Z' };
    return handler.execute(new AskSigningKey({ type: 'AdoptSigningKey', ...asked }, aCause()));
  };
  expect(await adopt('baikoo-demo/record')).toMatchObject({
    ...{ refused: 'KEY_OF_ANOTHER_LOG', path: 'vkey', details: { name: 'record.example.kg' } },
  });
  expect(await recordedKeys(store)).toEqual([]);
  expect(await adopt('record.example.kg')).toHaveProperty('position');
  expect(await recordedKeys(store)).toHaveLength(1);
});

test.each<FormerKey>(['LOST', 'COMPROMISED'])(
  'a record that was restored under a new name, and names keys of the old one, is signed again after an act: %s',
  async (formerKey) => {
    const store = new MemoryEventStore();
    const asked = {
      ...{ why: 'As planned', act: { titles: { ru: 'Решение (пример)' }, number: '5', date: null } },
      ...{ by: actor('secretariat'), at: '2026-11-29T06:00:00.000Z' },
    };
    const called = (origin: string) =>
      new AskSigningKeyHandler(store, new EmptyBook(new TreeInMemory()), new RecordName(origin));
    const former = verifierText(generateSigner('record.example.kg'));
    const adoption = (vkey: string) => new AskSigningKey({ type: 'AdoptSigningKey', vkey, ...asked }, aCause());
    await called('record.example.kg').execute(adoption(former));

    const [restored, key] = [called('again.example.kg'), verifierText(generateSigner('again.example.kg'))];
    const signature = async () => whoSigns(await recordedKeys(store), { key, formerKey: undefined }, undefined);
    const rotate = (vkey: string, was: FormerKey) =>
      restored.execute(new AskSigningKey({ type: 'RotateSigningKey', vkey, formerKey: was, ...asked }, aCause()));
    expect(await signature()).toBe('KEY_NOT_RECORDED');
    expect(await restored.execute(adoption(key))).toMatchObject({ refused: 'SIGNING_KEY_ADOPTED' });
    expect(await rotate(key, 'HANDS_OVER')).toMatchObject({
      ...{ refused: 'KEY_OF_ANOTHER_LOG', details: { name: 'record.example.kg' } },
    });
    expect(await rotate(verifierText(generateSigner('record.example.kg')), formerKey)).toMatchObject({
      ...{ refused: 'KEY_OF_ANOTHER_LOG', details: { name: 'again.example.kg' } },
    });
    expect(await rotate(key, formerKey)).toHaveProperty('position');
    expect(await signature()).toBe('BY_KEY');
  },
);
