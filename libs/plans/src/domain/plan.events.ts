import type { CalendarDate, Event, LegalAct, LocalizedText, Source } from '@baikoo/kernel';

/** NATIONAL: adopted for the republic, three years or longer. LOCAL_JOINT: of one territory, with its communities. */
export type PlanKind = 'NATIONAL' | 'LOCAL_JOINT';

/** A component or thematic priority of the Concept (sections 4 and 5), or a priority problem of a local plan. */
export type DirectionKind = 'COMPONENT' | 'PRIORITY' | 'LOCAL_PROBLEM';

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
  | Event<'PlanAdopted', { planId: string; adoptedOn: CalendarDate | null; legalAct: LegalAct }>;
