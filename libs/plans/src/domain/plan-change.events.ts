import type { CalendarDate, LocalizedText } from '@baikoo/kernel';

/** A component or thematic priority of the Concept (sections 4 and 5), or a priority problem of a local plan. */
export type DirectionKind = 'COMPONENT' | 'PRIORITY' | 'LOCAL_PROBLEM';

/** A change of the plan's own text: its title, period, directions and tasks. */
export type OutlineChange =
  | { readonly kind: 'PLAN_RETITLED'; readonly titles: LocalizedText }
  | { readonly kind: 'PERIOD_CHANGED'; readonly from: CalendarDate; readonly to: CalendarDate }
  | {
      readonly kind: 'DIRECTION_ADDED';
      readonly directionId: string;
      readonly directionKind: DirectionKind;
      readonly reference: string;
      readonly titles: LocalizedText;
    }
  | { readonly kind: 'DIRECTION_REWORDED'; readonly directionId: string; readonly titles: LocalizedText }
  | { readonly kind: 'DIRECTION_REMOVED'; readonly directionId: string }
  | {
      readonly kind: 'TASK_ADDED';
      readonly taskId: string;
      readonly directionId: string;
      readonly reference: string;
      readonly titles: LocalizedText;
    }
  | { readonly kind: 'TASK_REWORDED'; readonly taskId: string; readonly titles: LocalizedText }
  | { readonly kind: 'TASK_REMOVED'; readonly taskId: string };

/** A change of the plan's measures. The plan says it; each measure then records it in its own history. */
export type MeasureChange =
  | {
      readonly kind: 'MEASURE_ADDED';
      readonly measureId: string;
      readonly taskId: string;
      readonly titles: LocalizedText;
      readonly responsibleOrganisationId: string;
      readonly coExecutorIds: readonly string[];
      readonly territoryId: string;
      readonly plannedStart: CalendarDate;
      readonly deadline: CalendarDate;
      readonly expectedResult: LocalizedText | null;
      /** Invented to show how the system works; stands in no official document. */
      readonly illustrative: boolean;
    }
  | {
      readonly kind: 'MEASURE_REWORDED';
      readonly measureId: string;
      readonly titles: LocalizedText;
      readonly expectedResult: LocalizedText | null;
    }
  | { readonly kind: 'MEASURE_REASSIGNED'; readonly measureId: string; readonly responsibleOrganisationId: string }
  | { readonly kind: 'MEASURE_CANCELLED'; readonly measureId: string; readonly why: string };

/** One change of an amendment. After adoption a plan changes in no other way (rule 3). */
export type PlanChange = OutlineChange | MeasureChange;
