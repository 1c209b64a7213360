import { type CalendarDate, compare, daysBetween, type DecimalString, ratio, subtract } from '@baikoo/kernel';

export type MeasureStatus = 'PLANNED' | 'IN_PROGRESS' | 'COMPLETION_CLAIMED' | 'COMPLETION_VERIFIED';

/** What the traffic light of a measure is read from. */
export type MeasureProgress = {
  readonly status: MeasureStatus;
  /** 0 to 100; null when nothing was reported yet. */
  readonly percent: number | null;
  readonly plannedStart: CalendarDate;
  readonly deadline: CalendarDate;
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
};

/** How far progress may lag behind elapsed time, and how much of the planned money must have come. Shares of one. */
export type LightThresholds = {
  readonly behind: DecimalString;
  readonly farBehind: DecimalString;
  readonly fundingAmber: DecimalString;
  readonly fundingRed: DecimalString;
};

/** Our convention, not the law's: the Council's regulation could not be obtained, so these are configuration. */
export const DEFAULT_THRESHOLDS: LightThresholds = {
  behind: '0.10',
  farBehind: '0.25',
  fundingAmber: '0.90',
  fundingRed: '0.50',
};

export type LightColour = 'BLUE' | 'GREEN' | 'AMBER' | 'RED' | 'GREY';
export type LightRule =
  | 'VERIFIED'
  | 'OVERDUE'
  | 'FAR_BEHIND_TIME'
  | 'BEHIND_TIME'
  | 'FUNDING_BELOW_HALF'
  | 'FUNDING_BELOW_90'
  | 'ON_TIME'
  | 'NO_DATA';

/** A colour is never shown without the rule that decided it. */
export type Light = { readonly colour: LightColour; readonly rule: LightRule };

/** A measure is overdue when its deadline has passed and nobody has claimed its completion. Derived, never stored. */
export const isOverdue = ({ status, deadline }: Pick<MeasureProgress, 'status' | 'deadline'>, today: CalendarDate) =>
  deadline < today && (status === 'PLANNED' || status === 'IN_PROGRESS');

/** The traffic light of a measure on a day: the worst rule that applies wins. */
export function lightOf(measure: MeasureProgress, today: CalendarDate, thresholds = DEFAULT_THRESHOLDS): Light {
  if (measure.status === 'COMPLETION_VERIFIED') return { colour: 'BLUE', rule: 'VERIFIED' };
  if (isOverdue(measure, today)) return { colour: 'RED', rule: 'OVERDUE' };
  const lag = lagOf(measure, today);
  const funded = ratio(measure.allocated, measure.planned);
  const below = (share: DecimalString) => funded !== undefined && compare(funded, share) < 0;
  if (lag !== undefined && compare(lag, thresholds.farBehind) > 0) return { colour: 'RED', rule: 'FAR_BEHIND_TIME' };
  if (below(thresholds.fundingRed)) return { colour: 'RED', rule: 'FUNDING_BELOW_HALF' };
  if (lag !== undefined && compare(lag, thresholds.behind) > 0) return { colour: 'AMBER', rule: 'BEHIND_TIME' };
  if (below(thresholds.fundingAmber)) return { colour: 'AMBER', rule: 'FUNDING_BELOW_90' };
  return lag === undefined ? { colour: 'GREY', rule: 'NO_DATA' } : { colour: 'GREEN', rule: 'ON_TIME' };
}

/** Elapsed share of the planned time less the reported share of the work; undefined when nothing was reported. */
function lagOf({ percent, plannedStart, deadline, status }: MeasureProgress, today: CalendarDate) {
  const done = status === 'COMPLETION_CLAIMED' ? 100 : percent;
  if (done === null) return undefined;
  const whole = daysBetween(plannedStart, deadline) + 1;
  const elapsed = Math.min(Math.max(daysBetween(plannedStart, today), 0), whole);
  return subtract(ratio(String(elapsed), String(whole))!, ratio(String(done), '100')!);
}
