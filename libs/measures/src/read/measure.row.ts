import type { Author, CalendarDate, DecimalString, Evidence, LegalAct, LocalizedText, Moment } from '@baikoo/kernel';
import type { MeasureStatus } from '../domain/light.formula.js';

export type Extension = {
  readonly formerDeadline: CalendarDate;
  readonly deadline: CalendarDate;
  readonly why: string;
  readonly decision: LegalAct;
  readonly recordedAt: Moment;
};

export type Suspension = {
  readonly on: CalendarDate;
  readonly why: string;
  readonly decision: LegalAct;
  /** Null while it lasts. */
  readonly resumedOn: CalendarDate | null;
  readonly resumedWhy: string | null;
};

export type Cancellation = { readonly on: CalendarDate; readonly why: string; readonly decision: LegalAct };

export type ServedTask = { readonly planId: string; readonly taskId: string };

export type MeasureRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly direction_id: string;
  readonly task_id: string;
  readonly titles: LocalizedText;
  /** The titles of all languages in small letters, for searching. */
  readonly search_text: string;
  readonly responsible_organisation_id: string;
  readonly co_executor_ids: readonly string[];
  readonly territory_id: string;
  readonly planned_start: CalendarDate;
  readonly deadline: CalendarDate;
  readonly extensions: readonly Extension[];
  readonly expected_result: LocalizedText | null;
  readonly means_of_verification: LocalizedText | null;
  readonly illustrative: boolean;
  readonly amendment_id: string | null;
  readonly status: MeasureStatus;
  readonly percent: number | null;
  readonly progress_text: string | null;
  readonly difficulties: string | null;
  readonly action_taken: string | null;
  readonly completed_on: CalendarDate | null;
  readonly evidence: readonly Evidence[];
  readonly claimed_by: Author | null;
  /** The report that holds the claim; null where none stands. */
  readonly claimed_in: string | null;
  readonly verified_by: Author | null;
  readonly rejection: string | null;
  readonly withdrawal: string | null;
  readonly suspensions: readonly Suspension[];
  readonly cancellation: Cancellation | null;
  readonly indicator_ids: readonly string[];
  readonly serves: readonly ServedTask[];
  readonly last_cycle_id: string | null;
  /** Cycles whose report was missed since the last one that came. */
  readonly missed_cycle_ids: readonly string[];
  /** What was missed when the claim that stands was made: counted again if it is taken back. */
  readonly missed_before_claim: readonly string[];
  /** Of all its funding lines together, in som. */
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
  readonly changed_at: Moment;
  readonly revision: number;
};
