import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MandateEvent } from '../domain/mandate.events.js';
import type { Role } from '../domain/roles.js';
import { identityProjection } from '../read/identity.projection.js';
import { InvalidToken, TokenVerifier } from '../tokens/token-verifier.js';
import { CallerResolver } from './caller-resolver.js';
import { mandateStream } from './mandate.handler.js';

/** The token is the person's id, unless it is `forged`. */
class TrustingVerifier extends TokenVerifier {
  async verify(token: string) {
    if (token === 'forged') throw new InvalidToken('NOT_TRUSTED');
    return { personId: token };
  }
}

let database: TestDatabase;
let now = '2026-11-22T06:00:00.000Z';
const resolve = (headers: Parameters<CallerResolver['resolve']>[0]) =>
  new CallerResolver(new TrustingVerifier(), database.db, { now: () => now }).resolve(headers);

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [identityProjection]);
  const store = new MemoryEventStore();
  const grant = async (mandateId: string, role: Role, territoryId: string | null, to: string | null) => {
    const event: MandateEvent = {
      type: 'MandateGranted',
      data: { mandateId, personId: 'person-1', role, organisationId: 'o', territoryId, from: '2026-01-01', to },
    };
    await store.append(mandateStream(mandateId), 0, [event], aCause());
  };
  await grant('second-name', 'COMMISSION_CHAIR', 'KG-C', '2026-11-22');
  await grant('a-later-one', 'EXPERT', null, null);
  await advance(database.db, store, [identityProjection]);
});
afterAll(() => database.drop());

const chair = {
  personId: 'person-1',
  role: 'COMMISSION_CHAIR',
  organisationId: 'o',
  territoryId: 'KG-C',
  onBehalfOf: null,
};

describe('who is asking', () => {
  test('nobody, without a token', async () =>
    expect(await resolve({ 'accept-language': 'ru-KG,ru;q=0.9', 'x-correlation-id': 'request-0001' })).toEqual({
      personId: undefined,
      by: undefined,
      language: 'ru',
      correlationId: 'request-0001',
      at: now,
      asOf: undefined,
      today: '2026-11-22',
    }));
  test('the person of the token, under the mandate granted earliest', async () =>
    expect((await resolve({ authorization: 'Bearer person-1' })).by).toEqual(chair));
  test('or under the mandate that they name', async () =>
    expect((await resolve({ authorization: 'bearer person-1', 'baikoo-mandate': 'a-later-one' })).by).toEqual({
      ...chair,
      role: 'EXPERT',
      territoryId: null,
    }));
  test('nobody, when the person holds no mandate', async () =>
    expect((await resolve({ authorization: 'Bearer person-2' })).by).toBeUndefined());
  test('a mandate ends at midnight in Bishkek', async () => {
    now = '2026-11-22T17:59:59.999Z';
    expect((await resolve({ authorization: 'Bearer person-1' })).by?.role).toBe('COMMISSION_CHAIR');
    now = '2026-11-22T18:00:00.000Z';
    expect((await resolve({ authorization: 'Bearer person-1' })).by?.role).toBe('EXPERT');
  });
});

describe('what is not believed', () => {
  test.each([
    '',
    'person-1',
    'Basic cGVyc29uLTE=',
    'Bearer',
    'Bearer ',
    'Bearer person 1',
    `Bearer ${'x'.repeat(9_000)}`,
  ])('the header "%s" is no bearer token', (authorization) =>
    expect(resolve({ authorization })).rejects.toMatchObject({ reason: 'MALFORMED' }),
  );
  test('a forged token', () =>
    expect(resolve({ authorization: 'Bearer forged' })).rejects.toMatchObject({ reason: 'NOT_TRUSTED' }));
  test('a mandate that the person does not hold', () =>
    expect(resolve({ authorization: 'Bearer person-2', 'baikoo-mandate': 'a-later-one' })).rejects.toMatchObject({
      reason: 'MANDATE_NOT_HELD',
    }));
  test.each(['short', 'with spaces in it', 'new\nline-in-it', 'x'.repeat(101)])(
    'a correlation id "%s": a new one is made',
    async (given) => expect((await resolve({ 'x-correlation-id': given })).correlationId).toMatch(/^[0-9a-f-]{36}$/),
  );
});
