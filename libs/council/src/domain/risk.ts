import { type Command, type Decider, type LocalizedText, refuse, type Source } from '@baikoo/kernel';
import type { RiskEvent, RiskLevel } from './risk.events.js';

export type RiskCommand = Command<
  'RegisterRisk',
  {
    riskId: string;
    planId: string;
    titles: LocalizedText;
    mitigation: LocalizedText | null;
    probability: RiskLevel | null;
    impact: RiskLevel | null;
    source: Source;
  }
>;

export type RiskRefusal = 'ALREADY_REGISTERED';

export type Risk = { readonly status: 'UNKNOWN' | 'OPEN' };

/** A risk to a plan (Concept, section 8). */
export const risk: Decider<Risk, RiskCommand, RiskEvent, RiskRefusal> = {
  initial: { status: 'UNKNOWN' },

  decide(risk, command) {
    switch (command.type) {
      case 'RegisterRisk': {
        const { riskId, planId, titles, mitigation, probability, impact, source } = command;
        if (risk.status !== 'UNKNOWN') return refuse('ALREADY_REGISTERED', 'riskId');
        const data = { riskId, planId, titles, mitigation, probability, impact, source };
        return [{ type: 'RiskRegistered', data }];
      }
    }
  },

  evolve(risk, { type }) {
    switch (type) {
      case 'RiskRegistered':
        return { ...risk, status: 'OPEN' };
    }
  },
};
