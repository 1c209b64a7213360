import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { MandateEvent } from './mandate.events.js';
import { mandate, type MandateCommand } from './mandate.js';

const { given } = specify(mandate);
const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z' };

const grantedFor = (from: string, to: string | null): MandateEvent => ({
  type: 'MandateGranted',
  data: {
    mandateId: 'm',
    personId: 'person-1',
    role: 'COMMISSION_SECRETARY',
    organisationId: 'commission-1',
    territoryId: '41708223000000',
    from,
    to,
  },
});
const granted = grantedFor('2026-01-01', '2026-12-31');
const openEnded = grantedFor('2026-01-01', null);
const revokedOn = (date: string): MandateEvent => ({
  type: 'MandateRevoked',
  data: { mandateId: 'm', revokedOn: date },
});

const grant = (event: MandateEvent) => ({ type: 'GrantMandate', ...event.data, ...who }) as MandateCommand;
const revoke = (date: string): MandateCommand => ({ type: 'RevokeMandate', mandateId: 'm', revokedOn: date, ...who });

describe('granting a mandate', () => {
  test('a person receives a role in an organisation for a period', () => given().when(grant(granted)).yields(granted));
  test('nobody grants one to themselves', () =>
    given()
      .when({ ...grant(granted), by: actor('secretariat', 'person-1') } as MandateCommand)
      .isRefused('OWN_MANDATE', 'personId'));
  test('a mandate may have no end yet', () => given().when(grant(openEnded)).yields(openEnded));
  test('a mandate may hold for one day', () =>
    given()
      .when(grant(grantedFor('2026-01-01', '2026-01-01')))
      .yields(grantedFor('2026-01-01', '2026-01-01')));
  test('a mandate does not end before it begins', () =>
    given()
      .when(grant(grantedFor('2026-01-01', '2025-12-31')))
      .isRefused('PERIOD_REVERSED', 'to'));
  test('an id names one mandate', () =>
    given(granted).when(grant(granted)).isRefused('ALREADY_REGISTERED', 'mandateId'));
});

describe('revoking a mandate', () => {
  test('a mandate in force is revoked', () =>
    given(openEnded).when(revoke('2026-11-22')).yields(revokedOn('2026-11-22')));
  test('a mandate that was a mistake is revoked on its first day', () =>
    given(granted).when(revoke('2026-01-01')).yields(revokedOn('2026-01-01')));
  test('nobody revokes what was never granted', () =>
    given().when(revoke('2026-11-22')).isRefused('UNKNOWN_MANDATE', 'mandateId'));
  test('a mandate is not revoked before it begins', () =>
    given(granted).when(revoke('2025-12-31')).isRefused('PERIOD_REVERSED', 'revokedOn'));
  test('on its last day a mandate still holds and can be revoked', () =>
    given(granted).when(revoke('2026-12-31')).yields(revokedOn('2026-12-31')));
  test('a mandate that ran out is not revoked', () =>
    given(granted).when(revoke('2027-01-01')).isRefused('MANDATE_ENDED', 'mandateId'));
  test('a mandate is not revoked twice', () =>
    given(openEnded, revokedOn('2026-06-01')).when(revoke('2026-06-01')).isRefused('MANDATE_ENDED', 'mandateId'));
  test('a revocation that lies ahead can be brought forward', () =>
    given(openEnded, revokedOn('2027-06-01')).when(revoke('2026-11-22')).yields(revokedOn('2026-11-22')));
});
