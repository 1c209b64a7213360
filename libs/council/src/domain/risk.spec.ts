import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { RiskEvent } from './risk.events.js';
import { risk, type RiskCommand } from './risk.js';

const { given } = specify(risk);
const registered: RiskEvent = {
  type: 'RiskRegistered',
  data: {
    riskId: 'risk-8-1',
    planId: 'concept',
    titles: { ru: 'Нехватка или задержка финансирования' },
    mitigation: null,
    probability: null,
    impact: 'HIGH',
    source: { title: 'Concept 2022–2028', reference: '§8, risk table, row 1' },
  },
};
const register: RiskCommand = {
  type: 'RegisterRisk',
  ...registered.data,
  by: actor('secretariat'),
  at: '2026-11-22T06:00:00.000Z',
};

describe('registering a risk', () => {
  test('a risk can be registered before anybody has rated it', () => given().when(register).yields(registered));
  test('an id names one risk', () => given(registered).when(register).isRefused('ALREADY_REGISTERED', 'riskId'));
});
