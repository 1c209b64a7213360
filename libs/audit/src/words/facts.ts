import type { CalendarEvent, CycleEvent, SubmissionEvent } from '@baikoo/cycles';
import type { ConventionEvent } from '@baikoo/conventions';
import type { RiskEvent } from '@baikoo/council';
import type { CommandName, MandateEvent, OrganisationEvent, PersonEvent } from '@baikoo/identity';
import type { IndicatorEvent, SeriesEvent } from '@baikoo/indicators';
import type { Translator } from '@baikoo/languages';
import type { MeasureEvent } from '@baikoo/measures';
import type { PlanEvent } from '@baikoo/plans';
import type { SigningKeyEvent } from '@baikoo/proof';
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
  | PersonEvent
  | PlanEvent
  | ReportEvent
  | RiskEvent
  | SeriesEvent
  | SigningKeyEvent
  | SubmissionEvent
  | TerritoryEvent
)['type'];

/** A fact in the reader's words; a name that this version does not know stands for itself. */
export function wordsFor(type: string, translator: Translator): string {
  const key = `event.${type as FactName}` as const;
  return translator.has(key) ? translator.say(key) : type;
}

/** What somebody asked for, as it follows "to", in the reader's words; a command that this version does not know stands for itself. */
export function commandInWords(command: string, translator: Translator): string {
  const key = `command.${command as CommandName}` as const;
  return translator.has(key) ? translator.say(key) : command;
}
