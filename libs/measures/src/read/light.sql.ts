import { type Sql, sql } from '@baikoo/database';
import type { CalendarDate } from '@baikoo/kernel';
import type { LightThresholds } from '../domain/light.formula.js';

/** {@link isOverdue}, as a condition on rows of `measure`. */
export const overdueOn = (today: CalendarDate): Sql =>
  sql`(deadline < ${today}::date and status in ('PLANNED', 'IN_PROGRESS'))`;

/**
 * The rule that decides the light of a row of `measure`: {@link lightOf} said in SQL, so that lists are filtered, counted
 * and sorted where the rows are. A property test holds the two together.
 */
export function lightRuleOn(today: CalendarDate, thresholds: LightThresholds): Sql {
  const whole = sql`(deadline - planned_start + 1)`;
  const elapsed = sql`least(greatest(${today}::date - planned_start, 0), ${whole})`;
  const done = sql`(case status when 'COMPLETION_CLAIMED' then 100 else percent end)`;
  const lagsBy = (share: string) =>
    sql`(${elapsed} * 100 - ${done} * ${whole})::numeric > ${share}::numeric * ${whole} * 100`;
  const below = (share: string) => sql`planned <> 0 and allocated < planned * ${share}::numeric`;
  return sql`(case
    when status = 'COMPLETION_VERIFIED' then 'VERIFIED'
    when status in ('CANCELLED', 'SUSPENDED') then status
    when ${overdueOn(today)} then 'OVERDUE'
    when jsonb_array_length(missed_cycle_ids) >= ${thresholds.missedReports}::numeric then 'REPORTS_MISSED'
    when ${lagsBy(thresholds.farBehind)} then 'FAR_BEHIND_TIME'
    when ${below(thresholds.fundingRed)} then 'FUNDING_BELOW_HALF'
    when ${lagsBy(thresholds.behind)} then 'BEHIND_TIME'
    when ${below(thresholds.fundingAmber)} then 'FUNDING_BELOW_90'
    when extensions <> '[]' then 'DEADLINE_EXTENDED'
    when ${done} is null then 'NO_DATA'
    else 'ON_TIME' end)`;
}

/** The colour of a rule, for a column that holds one. */
export const colourOf = (rule: Sql): Sql => sql`(case
  when ${rule} = 'VERIFIED' then 'BLUE'
  when ${rule} in ('OVERDUE', 'REPORTS_MISSED', 'FAR_BEHIND_TIME', 'FUNDING_BELOW_HALF') then 'RED'
  when ${rule} in ('BEHIND_TIME', 'FUNDING_BELOW_90', 'DEADLINE_EXTENDED') then 'AMBER'
  when ${rule} = 'ON_TIME' then 'GREEN'
  else 'GREY' end)`;
