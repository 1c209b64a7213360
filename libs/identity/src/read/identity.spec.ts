import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MandateEvent } from '../domain/mandate.events.js';
import type { OrganisationEvent, OrganisationKind } from '../domain/organisation.events.js';
import { identityProjection } from './identity.projection.js';
import { findMandatesInForce, findMandatesOf } from './mandates.js';
import { findOrganisation, findOrganisations } from './organisations.js';

const store = new MemoryEventStore();
let database: TestDatabase;

const register = (organisationId: string, kind: OrganisationKind, territoryId: string | null) => {
  const event: OrganisationEvent = {
    type: 'OrganisationRegistered',
    data: { organisationId, kind, names: { ru: organisationId }, territoryId, illustrative: true },
  };
  return store.append(`organisation-${organisationId}`, 0, [event], aCause());
};
const grant = (mandateId: string, from: string, to: string | null) => {
  const event: MandateEvent = {
    type: 'MandateGranted',
    data: {
      mandateId,
      personId: 'person-1',
      role: 'COMMISSION_CHAIR',
      organisationId: 'commission-1',
      territoryId: 'KG-C',
      from,
      to,
    },
  };
  return store.append(`mandate-${mandateId}`, 0, [event], aCause());
};
const revoke = (mandateId: string, revokedOn: string) => {
  const event: MandateEvent = { type: 'MandateRevoked', data: { mandateId, revokedOn } };
  return store.append(`mandate-${mandateId}`, 1, [event], aCause());
};

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [identityProjection]);
  await register('mia', 'MINISTRY', null);
  await register('commission-1', 'COORDINATION_COMMISSION', 'KG-C');
  // Granted in another order than that of their ids and dates.
  await grant('z-year', '2026-01-01', '2026-12-31');
  await grant('a-revoked', '2025-01-01', null);
  await grant('m-open', '2025-06-01', null);
  await revoke('a-revoked', '2026-07-01');
  await advance(database.db, store, [identityProjection]);
});
afterAll(() => database.drop());

describe('organisations', () => {
  test('are found by kind and territory', async () => {
    const ids = async (filter?: Parameters<typeof findOrganisations>[2]) =>
      (await findOrganisations(database.db, undefined, filter)).map(({ id }) => id);
    expect(await ids()).toEqual(['commission-1', 'mia']);
    expect(await ids({ kind: 'MINISTRY' })).toEqual(['mia']);
    expect(await ids({ territoryId: 'KG-C' })).toEqual(['commission-1']);
  });
  test('one, with what is known of it', async () => {
    expect(await findOrganisation(database.db, 'commission-1')).toEqual({
      id: 'commission-1',
      kind: 'COORDINATION_COMMISSION',
      names: { ru: 'commission-1' },
      territoryId: 'KG-C',
      illustrative: true,
    });
    expect(await findOrganisation(database.db, 'commission-1', { position: 1n })).toBeUndefined();
  });
});

describe('mandates in force', () => {
  const on = async (date: string, asOf?: { position: bigint }) =>
    (await findMandatesInForce(database.db, 'person-1', date, asOf)).map(({ id }) => id);

  test.each([
    ['2024-12-31', []],
    ['2025-01-01', ['a-revoked']],
    ['2025-12-31', ['a-revoked', 'm-open']],
    ['2026-01-01', ['z-year', 'a-revoked', 'm-open']],
    ['2026-06-30', ['z-year', 'a-revoked', 'm-open']],
    ['2026-07-01', ['z-year', 'm-open']],
    ['2026-12-31', ['z-year', 'm-open']],
    ['2027-01-01', ['m-open']],
  ])('on %s: %j', async (date, expected) => expect(await on(date)).toEqual(expected));

  test('before a revocation was recorded, nobody knew of it', async () =>
    expect(await on('2026-07-01', { position: 5n })).toEqual(['z-year', 'a-revoked', 'm-open']));
  test('are among all that the person ever held, with the day of a revocation', async () =>
    expect((await findMandatesOf(database.db, 'person-1')).map(({ id, revokedOn }) => [id, revokedOn])).toEqual([
      ['z-year', null],
      ['a-revoked', '2026-07-01'],
      ['m-open', null],
    ]));
  test('nobody else holds them', async () =>
    expect(await findMandatesInForce(database.db, 'person-2', '2026-06-30')).toEqual([]));
  test('say for whom, where and how long', async () =>
    expect((await findMandatesInForce(database.db, 'person-1', '2026-06-30'))[0]).toEqual({
      id: 'z-year',
      personId: 'person-1',
      role: 'COMMISSION_CHAIR',
      organisationId: 'commission-1',
      territoryId: 'KG-C',
      from: '2026-01-01',
      to: '2026-12-31',
    }));
});
