import type { Caller } from '@baikoo/edge';
import { describe, expect, test } from '@jest/globals';
import { AnswerMemory, type Answered, keyOf } from './answer-memory.js';
import { impersonal } from './impersonal.js';

const actor = {
  ...{ personId: 'person-1', role: 'COMMISSION_SECRETARY', organisationId: 'commission-1' },
  ...{ territoryId: 'KG-GB', onBehalfOf: null },
};
const caller: Caller = {
  ...{ personId: 'person-1', by: actor, language: 'ky', correlationId: 'request-0001' },
  ...{ at: '2026-11-24T06:00:00.000Z', asOf: undefined, today: '2026-11-24', standing: 'cycles=7.100' },
};
const asked = { queryHash: 'hash', operationName: null, variables: { id: 'a' } };
const key = (changes: Partial<Caller> = {}, question: Partial<typeof asked> = {}) =>
  keyOf({ ...asked, ...question }, { ...caller, ...changes });

describe('two questions share an answer', () => {
  test('only if they say the same under the same mandate, language, day, place in the record and state', () => {
    const others = [
      key({ by: { ...actor, role: 'AUDITOR' } }),
      key({ by: { ...actor, organisationId: 'commission-2' } }),
      key({ by: { ...actor, territoryId: 'KG-C' } }),
      key({ by: { ...actor, territoryId: null } }),
      key({ by: { ...actor, onBehalfOf: 'commission-2' } }),
      key({ language: 'ru' }),
      key({ today: '2026-11-25' }),
      key({ asOf: { position: 7n } }),
      key({ standing: 'cycles=8.101' }),
      key({}, { variables: { id: 'b' } }),
      key({}, { queryHash: 'other' }),
    ];
    expect(new Set([key(), ...others]).size).toBe(others.length + 1);
    expect(key({ personId: 'person-2', by: { ...actor, personId: 'person-2' }, correlationId: 'request-2' })).toBe(
      key(),
    );
  });
  test('never, if nobody is known to ask or nobody looked how the read models stand', () => {
    const { standing: _, ...unseen } = caller;
    expect(keyOf(asked, unseen)).toBeUndefined();
    expect(key({ by: undefined })).toBeUndefined();
  });
});

const holds = async () => true;
const answer =
  (json: string, personal = false) =>
  async (): Promise<Answered> => ({ json, personal });
const unasked = async (): Promise<Answered> => {
  throw new Error('was made again');
};
const settle = () => new Promise((done) => setTimeout(done, 5));

describe('the memory of answers', () => {
  test('gives an answer again while the read models stand as they did', async () => {
    const memory = new AnswerMemory();
    expect(await memory.answer('k', 's1', answer('1'), holds)).toBe('1');
    await settle();
    expect(await memory.answer('k', 's1', unasked, holds)).toBe('1');
  });
  test('keeps none that was made while the read models moved', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', 's1', answer('torn'), async () => false);
    await settle();
    expect(await memory.answer('k', 's1', answer('whole'), holds)).toBe('whole');
  });
  test('keeps none that failed, and none when the database cannot say how they stand', async () => {
    const memory = new AnswerMemory();
    expect(await memory.answer('k', 's1', async () => undefined, holds)).toBeUndefined();
    await memory.answer('k', 's1', answer('1'), () => Promise.reject(new Error('away')));
    await settle();
    expect(await memory.answer('k', 's1', answer('2'), holds)).toBe('2');
  });
  test('makes one answer for all who ask it at once', async () => {
    const memory = new AnswerMemory();
    let made = 0;
    const make = async () => {
      made += 1;
      await settle();
      return { json: String(made), personal: false };
    };
    const all = await Promise.all([1, 2, 3].map(() => memory.answer('k', 's1', make, holds)));
    expect(all).toEqual(['1', '1', '1']);
  });
  test('neither keeps nor shares an answer that looked at the person', async () => {
    const memory = new AnswerMemory();
    const mine = async () => {
      await settle();
      return { json: 'mine', personal: true };
    };
    const [first, second] = await Promise.all([
      memory.answer('k', 's1', mine, holds),
      memory.answer('k', 's1', answer('yours', true), holds),
    ]);
    expect([first, second]).toEqual(['mine', 'yours']);
    await settle();
    expect(await memory.answer('k', 's1', answer('theirs'), holds)).toBe('theirs');
  });
  test('shares the failure of none: who waited for an answer that failed makes their own', async () => {
    const memory = new AnswerMemory();
    const failing = async () => {
      await settle();
      throw new Error('away');
    };
    const [first, second] = await Promise.allSettled([
      memory.answer('k', 's1', failing, holds),
      memory.answer('k', 's1', answer('1'), holds),
    ]);
    expect([first!.status, second]).toEqual(['rejected', { status: 'fulfilled', value: '1' }]);
  });
  test('forgets what belonged to an older state, and keeps no answer of a size that would push out the others', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', 's1', answer('1'), holds);
    await settle();
    await memory.answer('k', 's2', answer('2'), holds);
    await memory.answer('large', 's2', answer('x'.repeat(2 ** 21)), holds);
    await settle();
    expect(await memory.answer('k', 's1', answer('3'), holds)).toBe('3');
    expect(await memory.answer('large', 's2', answer('again'), holds)).toBe('again');
  });
});

describe('a caller who may share an answer', () => {
  test.each([
    ['the person', (by: Caller) => by.personId],
    ['the person of the mandate', (by: Caller) => by.by?.personId],
    ['the request', (by: Caller) => by.correlationId],
    ['the moment', (by: Caller) => by.at],
    ['everything at once', (by: Caller) => ({ ...by })],
    ['everything of the mandate at once', (by: Caller) => ({ ...by.by })],
  ])('notices when %s is looked at', (_what, look) => {
    const watched = impersonal(caller);
    expect(watched.isPersonal()).toBe(false);
    look(watched.caller);
    expect(watched.isPersonal()).toBe(true);
  });
  test('says the same as ever of the mandate, the language and the day', () => {
    const watched = impersonal(caller);
    const { by, language, today, asOf } = watched.caller;
    expect([by!.role, by!.organisationId, by!.territoryId, by!.onBehalfOf, language, today, asOf]).toEqual([
      ...['COMMISSION_SECRETARY', 'commission-1', 'KG-GB', null, 'ky', '2026-11-24', undefined],
    ]);
    expect(watched.isPersonal()).toBe(false);
  });
});
