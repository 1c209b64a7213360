import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { OrganisationEvent } from './organisation.events.js';
import { organisation, type OrganisationCommand } from './organisation.js';

const { given } = specify(organisation);
const registered: OrganisationEvent = {
  type: 'OrganisationRegistered',
  data: {
    organisationId: 'commission-1',
    kind: 'COORDINATION_COMMISSION',
    names: { ru: 'Комиссия' },
    territoryId: '41708223000000',
    illustrative: true,
  },
};
const register: OrganisationCommand = {
  type: 'RegisterOrganisation',
  ...registered.data,
  by: actor('secretariat'),
  at: '2026-11-22T06:00:00.000Z',
};

describe('registering an organisation', () => {
  test('an organisation is registered with its kind and territory', () => given().when(register).yields(registered));
  test('an id names one organisation', () =>
    given(registered).when(register).isRefused('ALREADY_REGISTERED', 'organisationId'));
});
