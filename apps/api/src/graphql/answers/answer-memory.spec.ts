import type { Caller } from '@baikoo/edge';
import { describe, expect, test } from '@jest/globals';
import type { Standing } from '@baikoo/projections';
import { AnswerMemory, type Answered, keyOf } from './answer-memory.js';
import { impersonal } from './impersonal.js';

const actor = {
  ...{ personId: 'person-1', role: 'COMMISSION_SECRETARY', organisationId: 'commission-1' },
  ...{ territoryId: 'KG-GB', onBehalfOf: null },
};
/** Read models of which one table may have changed: in words as long as the change is not looked at. */
const stands = (measure: number, cycle = 0): Standing => {
  const words = { measure, cycle } as Readonly<Record<string, number>>;
  const ofTables = (tables: Iterable<string>) => Array.from(tables, (table) => `${table}=${words[table]}`).join(' ');
  return {
    all: ofTables(Object.keys(words)),
    ofTables,
    ...{ of: () => undefined, positionOf: () => 0n, tablesNamedIn: () => undefined },
  };
};
const caller: Caller = {
  ...{ personId: 'person-1', by: actor, language: 'ky', correlationId: 'request-0001' },
  ...{ at: '2026-11-24T06:00:00.000Z', asOf: undefined, today: '2026-11-24', standing: stands(1) },
};
const asked = { queryHash: 'hash', operationName: null, variables: { id: 'a' } };
const key = (changes: Partial<Caller> = {}, question: Partial<typeof asked> = {}) =>
  keyOf({ ...asked, ...question }, { ...caller, ...changes });

describe('two questions share an answer', () => {
  test('only if they say the same under the same mandate, language, day and place in the record', () => {
    const others = [
      key({ by: { ...actor, role: 'AUDITOR' } }),
      key({ by: { ...actor, organisationId: 'commission-2' } }),
      key({ by: { ...actor, territoryId: 'KG-C' } }),
      key({ by: { ...actor, territoryId: null } }),
      key({ by: { ...actor, onBehalfOf: 'commission-2' } }),
      key({ language: 'ru' }),
      key({ today: '2026-11-25' }),
      key({ asOf: { position: 7n } }),
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

const still = async () => stands(1);
const answer =
  (json: string, changes: Partial<Answered> = {}) =>
  async (): Promise<Answered> => ({ json, personal: false, tables: ['measure'], ...changes });
const unasked = async (): Promise<Answered> => {
  throw new Error('was made again');
};
const settle = () => new Promise((done) => setTimeout(done, 5));

describe('the memory of answers', () => {
  test('gives an answer again while what it was read from stands as it did', async () => {
    const memory = new AnswerMemory();
    expect(await memory.answer('k', stands(1), answer('1'), still)).toBe('1');
    await settle();
    expect(await memory.answer('k', stands(1), unasked, still)).toBe('1');
  });
  test('keeps none that was made while the read models moved', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', stands(1), answer('torn'), async () => stands(2));
    await settle();
    expect(await memory.answer('k', stands(1), answer('whole'), still)).toBe('whole');
  });
  test('keeps none that failed, and none when the database cannot say how they stand', async () => {
    const memory = new AnswerMemory();
    expect(await memory.answer('k', stands(1), async () => undefined, still)).toBeUndefined();
    await memory.answer('k', stands(1), answer('1'), () => Promise.reject(new Error('away')));
    await settle();
    expect(await memory.answer('k', stands(1), answer('2'), still)).toBe('2');
  });
  test('makes one answer for all who ask it at once', async () => {
    const memory = new AnswerMemory();
    let made = 0;
    const make = async () => {
      made += 1;
      await settle();
      return answer(String(made))();
    };
    const all = await Promise.all([1, 2, 3].map(() => memory.answer('k', stands(1), make, still)));
    expect(all).toEqual(['1', '1', '1']);
  });
  test('neither keeps nor shares an answer that looked at the person', async () => {
    const memory = new AnswerMemory();
    const mine = async () => {
      await settle();
      return answer('mine', { personal: true })();
    };
    const [first, second] = await Promise.all([
      memory.answer('k', stands(1), mine, still),
      memory.answer('k', stands(1), answer('yours', { personal: true }), still),
    ]);
    expect([first, second]).toEqual(['mine', 'yours']);
    await settle();
    expect(await memory.answer('k', stands(1), answer('theirs'), still)).toBe('theirs');
  });
  test('shares the failure of none: who waited for an answer that failed makes their own', async () => {
    const memory = new AnswerMemory();
    const failing = async () => {
      await settle();
      throw new Error('away');
    };
    const [first, second] = await Promise.allSettled([
      memory.answer('k', stands(1), failing, still),
      memory.answer('k', stands(1), answer('1'), still),
    ]);
    expect([first!.status, second]).toEqual(['rejected', { status: 'fulfilled', value: '1' }]);
  });
  test('makes an answer again when a table changed that it was read from, and not when another did', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', stands(1), answer('1'), still);
    await settle();
    expect(await memory.answer('k', stands(1, 9), unasked, still)).toBe('1');
    expect(await memory.answer('k', stands(2), answer('2'), async () => stands(2))).toBe('2');
    await settle();
    expect(await memory.answer('k', stands(2), unasked, still)).toBe('2');
  });
  test('makes one again after any change, that may have been read from anything', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', stands(1), answer('1', { tables: undefined }), still);
    await settle();
    expect(await memory.answer('k', stands(1), unasked, still)).toBe('1');
    expect(await memory.answer('k', stands(1, 9), answer('2'), still)).toBe('2');
  });
  test('shares an answer under way with those for whom what it is read from stands as it did, and with no others', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', stands(0), answer('0'), async () => stands(0));
    await settle();
    const slow = async () => {
      await settle();
      return answer('1')();
    };
    const answers = await Promise.all([
      memory.answer('k', stands(1), slow, still),
      memory.answer('k', stands(1, 9), unasked, still),
      memory.answer('k', stands(2), answer('2'), still),
      memory.answer('k', stands(2, 9), unasked, still),
    ]);
    expect(answers).toEqual(['1', '1', '2', '2']);
  });
  test('shares none that was read from more than the one before, if that has changed', async () => {
    const memory = new AnswerMemory();
    await memory.answer('k', stands(0), answer('0'), async () => stands(0));
    await settle();
    const slow = async () => {
      await settle();
      return answer('1', { tables: ['measure', 'cycle'] })();
    };
    const answers = await Promise.all([
      memory.answer('k', stands(1), slow, still),
      memory.answer('k', stands(1, 9), answer('2', { tables: ['measure', 'cycle'] }), still),
    ]);
    expect(answers).toEqual(['1', '2']);
  });
  test('keeps no answer of a size that would push out the others', async () => {
    const memory = new AnswerMemory();
    await memory.answer('large', stands(1), answer('x'.repeat(2 ** 21)), still);
    await settle();
    expect(await memory.answer('large', stands(1), answer('again'), still)).toBe('again');
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
