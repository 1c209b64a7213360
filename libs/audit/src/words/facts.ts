import type { CalendarEvent, CycleEvent, SubmissionEvent } from '@baikoo/cycles';
import type { ConventionEvent } from '@baikoo/conventions';
import type { RiskEvent } from '@baikoo/council';
import type { MandateEvent, OrganisationEvent } from '@baikoo/identity';
import type { IndicatorEvent, SeriesEvent } from '@baikoo/indicators';
import type { Translator } from '@baikoo/languages';
import type { MeasureEvent } from '@baikoo/measures';
import type { PlanEvent } from '@baikoo/plans';
import type { ReportEvent } from '@baikoo/reports';
import type { TerritoryEvent } from '@baikoo/territories';

/** Every fact that the record can hold. Each has words in three languages: a missing one does not compile. */
export type FactName = (
  | CalendarEvent
  | ConventionEvent
  | CycleEvent
  | IndicatorEvent
  | MandateEvent
  | MeasureEvent
  | OrganisationEvent
  | PlanEvent
  | ReportEvent
  | RiskEvent
  | SeriesEvent
  | SubmissionEvent
  | TerritoryEvent
)['type'];

/** A fact in the reader's words; a name that this version does not know stands for itself. */
export function wordsFor(type: string, translator: Translator): string {
  const key = `event.${type as FactName}` as const;
  return translator.has(key) ? translator.say(key) : type;
}
