import type { CalendarDate } from '@baikoo/kernel';
import type { CycleSettings } from './calendar.events.js';
import type { CycleEvent } from './cycle.events.js';

export type Obligation = {
  readonly territoryId: string | null;
  readonly endorsedBy: readonly string[];
  readonly exempt: boolean;
  /** The days whose reminder was sent. */
  readonly reminded: readonly CalendarDate[];
  readonly missed: boolean;
};

export type Cycle = {
  readonly status: 'UNKNOWN' | 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'FINALISED';
  readonly planId: string;
  readonly period: string;
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly illustrative: boolean;
  readonly settings: CycleSettings | undefined;
  /** Undefined in a cycle that was opened without saying: then the convention holds. */
  readonly remindDaysBefore: readonly number[] | undefined;
  /** The territory of each organisation that owes a report. */
  readonly obligations: ReadonlyMap<string, string | null>;
  /** What else is known of each of them. */
  readonly owed: ReadonlyMap<string, Obligation>;
};

export const unknownCycle: Cycle = {
  ...{ status: 'UNKNOWN', planId: '', period: '', opensOn: '', dueOn: '', illustrative: false },
  ...{ settings: undefined, remindDaysBefore: undefined, obligations: new Map(), owed: new Map() },
};

export function evolveCycle(cycle: Cycle, event: CycleEvent): Cycle {
  const { type, data } = event;
  switch (type) {
    case 'CycleScheduled': {
      const { planId, period, opensOn, dueOn, illustrative, settings } = data;
      const { remindDaysBefore } = settings;
      const facts = { planId, period, opensOn, dueOn, illustrative, settings, remindDaysBefore };
      return { ...cycle, ...facts, status: 'SCHEDULED' };
    }
    case 'CycleOpened': {
      const { planId, period, dueOn, illustrative, remindDaysBefore } = data;
      return { ...cycle, status: 'OPEN', planId, period, dueOn, illustrative, remindDaysBefore };
    }
    case 'ObligationIssued': {
      const { organisationId, territoryId, endorsedBy = [] } = data;
      const owed = { territoryId, endorsedBy, exempt: false, reminded: [], missed: false };
      return {
        ...cycle,
        obligations: new Map([...cycle.obligations, [organisationId, territoryId]]),
        owed: new Map([...cycle.owed, [organisationId, owed]]),
      };
    }
    case 'ObligationExempted':
      return withObligation(cycle, data.organisationId, { exempt: true });
    case 'ExemptionRevoked':
      return withObligation(cycle, data.organisationId, { exempt: false });
    case 'ReminderSent': {
      const reminded = cycle.owed.get(data.organisationId)?.reminded ?? [];
      return withObligation(cycle, data.organisationId, { reminded: [...reminded, data.remindOn] });
    }
    case 'DeadlineMissed':
      return withObligation(cycle, data.organisationId, { missed: true });
    case 'CycleClosed':
      return { ...cycle, status: 'CLOSED' };
    case 'CycleFinalised':
      return { ...cycle, status: 'FINALISED' };
  }
}

function withObligation(cycle: Cycle, organisationId: string, change: Partial<Obligation>): Cycle {
  const held = cycle.owed.get(organisationId);
  return held ? { ...cycle, owed: new Map([...cycle.owed, [organisationId, { ...held, ...change }]]) } : cycle;
}
