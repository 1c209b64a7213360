import {
  type CalendarDate,
  compare,
  type Convention,
  daysBetween,
  type DecimalString,
  DEFAULT_CONVENTIONS,
  multiply,
  subtract,
} from '@baikoo/kernel';

export type MeasureStatus =
  'PLANNED' | 'IN_PROGRESS' | 'SUSPENDED' | 'COMPLETION_CLAIMED' | 'COMPLETION_VERIFIED' | 'CANCELLED';

/** What the traffic light of a measure is read from. */
export type MeasureProgress = {
  readonly status: MeasureStatus;
  /** 0 to 100; null when nothing was reported yet. */
  readonly percent: number | null;
  readonly plannedStart: CalendarDate;
  /** As it now stands, after all extensions. */
  readonly deadline: CalendarDate;
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  /** Whether the deadline was ever extended. */
  readonly extended: boolean;
  /** Reports missed since the last one that came. */
  readonly missedReports: number;
};

/** By what a light is read: our convention, not the law's. Shares of one; `missedReports` is a number of reports. */
export type LightThresholds = Convention<'LIGHT'>;

export type LightColour = 'BLUE' | 'GREEN' | 'AMBER' | 'RED' | 'GREY';
export type LightRule =
  | 'VERIFIED'
  | 'CANCELLED'
  | 'SUSPENDED'
  | 'OVERDUE'
  | 'REPORTS_MISSED'
  | 'FAR_BEHIND_TIME'
  | 'FUNDING_BELOW_HALF'
  | 'BEHIND_TIME'
  | 'FUNDING_BELOW_90'
  | 'DEADLINE_EXTENDED'
  | 'NO_DATA'
  | 'ON_TIME';

/** A colour is never shown without the rule that decided it. */
export type Light = { readonly colour: LightColour; readonly rule: LightRule };

export const COLOURS: Readonly<Record<LightRule, LightColour>> = {
  VERIFIED: 'BLUE',
  CANCELLED: 'GREY',
  SUSPENDED: 'GREY',
  OVERDUE: 'RED',
  REPORTS_MISSED: 'RED',
  FAR_BEHIND_TIME: 'RED',
  FUNDING_BELOW_HALF: 'RED',
  BEHIND_TIME: 'AMBER',
  FUNDING_BELOW_90: 'AMBER',
  DEADLINE_EXTENDED: 'AMBER',
  NO_DATA: 'GREY',
  ON_TIME: 'GREEN',
};

/**
 * A measure is overdue when its deadline has passed and nobody has claimed its completion. Derived, never stored. What
 * is suspended or cancelled is not overdue: nobody is to work on it.
 */
export const isOverdue = ({ status, deadline }: Pick<MeasureProgress, 'status' | 'deadline'>, today: CalendarDate) =>
  deadline < today && (status === 'PLANNED' || status === 'IN_PROGRESS');

/** The traffic light of a measure on a day: the worst rule that applies wins. `light.sql.ts` says the same in SQL. */
export function lightOf(
  measure: MeasureProgress,
  today: CalendarDate,
  thresholds: LightThresholds = DEFAULT_CONVENTIONS.LIGHT,
): Light {
  const rule = ruleOf(measure, today, thresholds);
  return { colour: COLOURS[rule], rule };
}

function ruleOf(measure: MeasureProgress, today: CalendarDate, thresholds: LightThresholds): LightRule {
  const { status, planned, allocated } = measure;
  if (status === 'COMPLETION_VERIFIED') return 'VERIFIED';
  if (status === 'CANCELLED' || status === 'SUSPENDED') return status;
  if (isOverdue(measure, today)) return 'OVERDUE';
  const funded = (share: DecimalString) =>
    compare(planned, '0') === 0 || compare(allocated, multiply(planned, share)) >= 0;
  const done = status === 'COMPLETION_CLAIMED' ? 100 : measure.percent;
  const lags = (share: DecimalString) => done !== null && lagsBy(measure, done, today, share);

  if (measure.missedReports >= Number(thresholds.missedReports)) return 'REPORTS_MISSED';
  if (lags(thresholds.farBehind)) return 'FAR_BEHIND_TIME';
  if (!funded(thresholds.fundingRed)) return 'FUNDING_BELOW_HALF';
  if (lags(thresholds.behind)) return 'BEHIND_TIME';
  if (!funded(thresholds.fundingAmber)) return 'FUNDING_BELOW_90';
  if (measure.extended) return 'DEADLINE_EXTENDED';
  return done === null ? 'NO_DATA' : 'ON_TIME';
}

/**
 * Whether the share of the work that is done lies behind the share of the time that has passed by more than `share`.
 * Multiplied out, so that nothing is rounded. Days of a suspension count as passed: a suspension moves no deadline, and
 * an extension that makes up for it makes the whole time longer.
 */
function lagsBy({ plannedStart, deadline }: MeasureProgress, done: number, today: CalendarDate, share: DecimalString) {
  const whole = daysBetween(plannedStart, deadline) + 1;
  const elapsed = Math.min(Math.max(daysBetween(plannedStart, today), 0), whole);
  const lag = subtract(String(elapsed * 100), String(done * whole));
  return compare(lag, multiply(share, String(whole * 100))) > 0;
}
