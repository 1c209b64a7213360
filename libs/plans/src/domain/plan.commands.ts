import type { Author, CalendarDate, Command, LegalAct, LocalizedText, Source } from '@baikoo/kernel';
import type { DirectionKind, PlanChange } from './plan-change.events.js';
import type { PlanKind } from './plan.events.js';

/** A measure of the plan as its rules must know it. */
export type MeasureOfPlan = {
  readonly measureId: string;
  readonly taskId: string;
  readonly plannedStart: CalendarDate;
  readonly deadline: CalendarDate;
  readonly titles: LocalizedText;
  readonly expectedResult: LocalizedText | null;
  readonly responsibleOrganisationId: string;
  /** Completed and verified, or cancelled: it changes no more, and holds its task no longer when it was cancelled. */
  readonly ended: 'COMPLETED' | 'CANCELLED' | null;
};

/** What the plan cannot know by itself; looked up by whoever sends the command. */
export type LookedUp = {
  /** Whether the caller's mandate reaches the territory of the plan (rule 2). */
  readonly withinMandate: boolean;
  /** Whether plans of this kind are the caller's to word or to decide on: the column "plan" of the permission table. */
  readonly keepsPlans: boolean;
  /** The measures of the plan, those of the amendment's changes and who else these name. Empty where no rule asks. */
  readonly measures?: readonly MeasureOfPlan[];
  /** Whether a measure with the id exists anywhere, for ids that an amendment would give to a new one. */
  readonly taken?: ReadonlySet<string>;
  /** Whether the plan that is to succeed was adopted and is of the same kind, and of the same territory or what came after it. */
  readonly mayBeSucceededBy?: boolean;
  /** Whoever wrote in the draft: who began it and who changed it since. Empty where no rule asks. */
  readonly draftedBy?: readonly Author[];
};

export type PlanCommand = PlanWish & LookedUp;

type OfAmendment = { planId: string; amendmentId: string };

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
  | Command<'RewordDirection', { planId: string; directionId: string; titles: LocalizedText }>
  | Command<'RemoveDirection', { planId: string; directionId: string }>
  | Command<
      'AddTask',
      { planId: string; taskId: string; directionId: string; reference: string; titles: LocalizedText }
    >
  | Command<'RewordTask', { planId: string; taskId: string; titles: LocalizedText }>
  | Command<'RemoveTask', { planId: string; taskId: string }>
  | Command<'OpenConsultation', { planId: string; until: CalendarDate | null }>
  | Command<'AdoptPlan', { planId: string; adoptedOn: CalendarDate | null; legalAct: LegalAct }>
  | Command<'ProposeAmendment', OfAmendment & { changes: readonly PlanChange[]; why: string }>
  | Command<'WithdrawAmendment', OfAmendment & { why: string }>
  | Command<'RejectAmendment', OfAmendment & { why: string }>
  | Command<'AdoptAmendment', OfAmendment & { adoptedOn: CalendarDate; legalAct: LegalAct }>
  | Command<'ClosePlan', { planId: string; closedOn: CalendarDate; why: string }>
  | Command<'SupersedePlan', { planId: string; successorId: string; supersededOn: CalendarDate; why: string }>;

export type PlanRefusal =
  | 'ALREADY_DRAFTED'
  | 'FOREIGN_TERRITORY'
  | 'NOT_YOUR_KIND_OF_PLAN'
  | 'NATIONAL_IS_OF_THE_REPUBLIC'
  | 'PERIOD_REVERSED'
  | 'NOTHING_CHANGED'
  | 'JOINT_PLAN_OF_THE_REPUBLIC'
  | 'UNKNOWN_PLAN'
  | 'NOT_A_DRAFT'
  | 'NOT_ADOPTED'
  | 'PLAN_ENDED'
  | 'ALREADY_ADDED'
  | 'DUPLICATE_REFERENCE'
  | 'UNKNOWN_DIRECTION'
  | 'UNKNOWN_TASK'
  | 'DIRECTION_HAS_TASKS'
  | 'TASK_HAS_MEASURES'
  | 'MEASURES_OUTSIDE_THE_PERIOD'
  | 'NOT_OF_THE_PLAN'
  | 'MEASURE_ENDED'
  | 'OUTSIDE_THE_PLAN'
  | 'IN_CONSULTATION'
  | 'UNTIL_IN_THE_PAST'
  | 'NOTHING_TO_ADOPT'
  | 'ADOPTED_IN_THE_FUTURE'
  | 'ACT_OUT_OF_ORDER'
  | 'UNKNOWN_AMENDMENT'
  | 'AMENDMENT_EXISTS'
  | 'AMENDMENT_DECIDED'
  | 'NOT_THE_PROPOSER'
  | 'OWN_WORK'
  | 'ENDED_IN_THE_FUTURE'
  | 'NO_SUCCESSOR';
