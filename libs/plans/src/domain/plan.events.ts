import type { Author, CalendarDate, Event, LegalAct, LocalizedText, Source } from '@baikoo/kernel';
import type { DirectionKind, PlanChange } from './plan-change.events.js';

/** NATIONAL: adopted for the republic, three years or longer. LOCAL_JOINT: of one territory, with its communities. */
export type PlanKind = 'NATIONAL' | 'LOCAL_JOINT';

export type { DirectionKind } from './plan-change.events.js';

/** Everything that can have happened to a plan. Kept for ever: a changed shape takes an upcast beside this file. */
export type PlanEvent =
  | Event<
      'PlanDrafted',
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
  | Event<
      'DirectionAdded',
      { planId: string; directionId: string; kind: DirectionKind; reference: string; titles: LocalizedText }
    >
  | Event<
      'TaskAdded',
      { planId: string; taskId: string; directionId: string; reference: string; titles: LocalizedText }
    >
  | Event<'DirectionReworded', { planId: string; directionId: string; titles: LocalizedText }>
  | Event<'DirectionRemoved', { planId: string; directionId: string }>
  | Event<'TaskReworded', { planId: string; taskId: string; titles: LocalizedText }>
  | Event<'TaskRemoved', { planId: string; taskId: string }>
  | Event<'PlanSentToConsultation', { planId: string; until: CalendarDate | null }>
  | Event<'PlanAdopted', { planId: string; adoptedOn: CalendarDate | null; legalAct: LegalAct }>
  | Event<
      'AmendmentProposed',
      { planId: string; amendmentId: string; changes: readonly PlanChange[]; why: string; proposedBy: Author }
    >
  | Event<'AmendmentWithdrawn', { planId: string; amendmentId: string; why: string; withdrawnBy: Author }>
  | Event<'AmendmentRejected', { planId: string; amendmentId: string; why: string; rejectedBy: Author }>
  | Event<
      'PlanAmended',
      {
        planId: string;
        amendmentId: string;
        /** Of the plan from now on: 1 is the plan as adopted. */
        version: number;
        adoptedOn: CalendarDate;
        legalAct: LegalAct;
        /** In the order in which they hold. */
        changes: readonly PlanChange[];
        /** As the amendment gave it. */
        why: string;
        adoptedBy: Author;
      }
    >
  | Event<'PlanClosed', { planId: string; closedOn: CalendarDate; why: string }>
  | Event<'PlanSuperseded', { planId: string; successorId: string; supersededOn: CalendarDate; why: string }>;
