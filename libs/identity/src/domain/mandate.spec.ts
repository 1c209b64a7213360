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

describe('who may be granted what', () => {
  const at = (role: string, kind: string, holdsTerritory = true, by = who.by) =>
    ({ ...grant(granted), role, organisation: { kind, holdsTerritory }, by }) as MandateCommand;
  test('a role is held where it belongs: no chair of a commission in a ministry', () => {
    given().when(at('COMMISSION_CHAIR', 'MINISTRY')).isRefused('ROLE_NOT_OF_THE_ORGANISATION', 'role');
    given()
      .when(at('COUNCIL_SECRETARIAT', 'COORDINATION_COMMISSION'))
      .isRefused('ROLE_NOT_OF_THE_ORGANISATION', 'role');
    given().when(at('AUDITOR', 'COUNCIL_SECRETARIAT')).isRefused('ROLE_NOT_OF_THE_ORGANISATION', 'role');
    given().when(at('COMMISSION_SECRETARY', 'COORDINATION_COMMISSION')).yields(granted);
  });
  test('nobody acts for an organisation outside its territory', () =>
    given()
      .when(at('COMMISSION_SECRETARY', 'COORDINATION_COMMISSION', false))
      .isRefused('OUTSIDE_THE_ORGANISATION', 'territoryId'));
  test('the secretariat grants nobody the running of the installation: the installation itself does', () => {
    given().when(at('OPERATOR', 'OPERATOR')).isRefused('ROLE_NOT_GRANTED', 'role');
    const installation = actor('installation', 'installation', 'INSTALLATION');
    given()
      .when(at('OPERATOR', 'OPERATOR', true, installation))
      .yields({ type: 'MandateGranted', data: { ...granted.data, role: 'OPERATOR' } } as MandateEvent);
  });
});

describe('extending a mandate', () => {
  const extend = (to: string | null, by = who.by): MandateCommand => ({
    type: 'ExtendMandate',
    mandateId: 'm',
    to,
    ...who,
    by,
  });
  const extendedTo = (to: string | null): MandateEvent => ({ type: 'MandateExtended', data: { mandateId: 'm', to } });
  test('one in force holds longer, or without an end', () => {
    given(granted).when(extend('2027-12-31')).yields(extendedTo('2027-12-31'));
    given(granted).when(extend(null)).yields(extendedTo(null));
  });
  test('then it is revoked on any day before its new end', () =>
    given(granted, extendedTo('2027-12-31')).when(revoke('2027-06-01')).yields(revokedOn('2027-06-01')));
  test('nobody extends their own', () =>
    given(granted)
      .when(extend('2027-12-31', actor('secretariat', 'person-1')))
      .isRefused('OWN_MANDATE', 'mandateId'));
  test('an end that is not later is no extension', () => {
    given(granted).when(extend('2026-12-31')).isRefused('NOT_AN_EXTENSION', 'to');
    given(openEnded).when(extend('2030-12-31')).isRefused('NOT_AN_EXTENSION', 'to');
  });
  test('what ended or was revoked is granted anew, so that the gap shows', () => {
    given(grantedFor('2026-01-01', '2026-11-21')).when(extend('2027-12-31')).isRefused('MANDATE_ENDED', 'mandateId');
    given(granted, revokedOn('2026-12-01')).when(extend('2027-12-31')).isRefused('MANDATE_ENDED', 'mandateId');
    given().when(extend('2027-12-31')).isRefused('UNKNOWN_MANDATE', 'mandateId');
  });
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
