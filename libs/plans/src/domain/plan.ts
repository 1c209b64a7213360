import {
  type CalendarDate,
  type Command,
  dateOf,
  type Decider,
  type LegalAct,
  type LocalizedText,
  refuse,
  type Source,
} from '@baikoo/kernel';
import type { DirectionKind, PlanEvent, PlanKind } from './plan.events.js';
import { evolvePlan, NO_PLAN, type Plan } from './plan.state.js';

/** Whether the caller's mandate reaches the territory of the plan: looked up by whoever sends the command (rule 2). */
type Reach = { withinMandate: boolean };

export type PlanCommand = PlanWish & Reach;

/** What a caller says. */
export type PlanWish =
  | Command<
      'DraftPlan',
      {
        planId: string;
        kind: PlanKind;
        territoryId: string;
        titles: LocalizedText;
        from: CalendarDate;
        to: CalendarDate;
        source: Source | null;
      }
    >
  | Command<
      'AddDirection',
      { planId: string; directionId: string; kind: DirectionKind; reference: string; titles: LocalizedText }
    >
  | Command<
      'AddTask',
      { planId: string; taskId: string; directionId: string; reference: string; titles: LocalizedText }
    >
  | Command<'AdoptPlan', { planId: string; adoptedOn: CalendarDate | null; legalAct: LegalAct }>;

export type PlanRefusal =
  | 'ALREADY_DRAFTED'
  | 'FOREIGN_TERRITORY'
  | 'PERIOD_REVERSED'
  | 'UNKNOWN_PLAN'
  | 'NOT_A_DRAFT'
  | 'ALREADY_ADDED'
  | 'UNKNOWN_DIRECTION'
  | 'NOTHING_TO_ADOPT'
  | 'ADOPTED_IN_THE_FUTURE';

export const plan: Decider<Plan, PlanCommand, PlanEvent, PlanRefusal> = {
  initial: NO_PLAN,

  decide(plan, command) {
    const { planId } = command;
    if (command.type === 'DraftPlan') {
      const { kind, territoryId, titles, from, to, source } = command;
      if (plan.status !== 'UNKNOWN') return refuse('ALREADY_DRAFTED', 'planId');
      if (!command.withinMandate) return refuse('FOREIGN_TERRITORY', 'territoryId');
      if (to < from) return refuse('PERIOD_REVERSED', 'to');
      return [{ type: 'PlanDrafted', data: { planId, kind, territoryId, titles, from, to, source } }];
    }
    if (plan.status === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
    if (!command.withinMandate) return refuse('FOREIGN_TERRITORY', 'planId');
    // After adoption a plan changes only by amendment with a legal act (rule 3).
    if (plan.status !== 'DRAFT') return refuse('NOT_A_DRAFT', 'planId');

    switch (command.type) {
      case 'AddDirection': {
        const { directionId, kind, reference, titles } = command;
        if (plan.directions.has(directionId)) return refuse('ALREADY_ADDED', 'directionId');
        return [{ type: 'DirectionAdded', data: { planId, directionId, kind, reference, titles } }];
      }
      case 'AddTask': {
        const { taskId, directionId, reference, titles } = command;
        if (!plan.directions.has(directionId)) return refuse('UNKNOWN_DIRECTION', 'directionId', { id: directionId });
        if (plan.tasks.has(taskId)) return refuse('ALREADY_ADDED', 'taskId');
        return [{ type: 'TaskAdded', data: { planId, taskId, directionId, reference, titles } }];
      }
      case 'AdoptPlan': {
        const { adoptedOn, legalAct, at } = command;
        if (plan.directions.size === 0) return refuse('NOTHING_TO_ADOPT', 'planId');
        if (adoptedOn !== null && adoptedOn > dateOf(at)) return refuse('ADOPTED_IN_THE_FUTURE', 'adoptedOn');
        return [{ type: 'PlanAdopted', data: { planId, adoptedOn, legalAct } }];
      }
    }
  },

  evolve: evolvePlan,
};
