import { type Database, sql } from '@baikoo/database';
import type { CalendarDate, DecimalString } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import type { FundingSource } from '../domain/measure.events.js';
import { overdueOn } from './light.sql.js';

/** The measures of one direction of a plan, counted. */
export type MeasureCounts = {
  readonly directionId: string;
  readonly measures: number;
  readonly planned: number;
  readonly inProgress: number;
  readonly completionClaimed: number;
  readonly completionVerified: number;
  readonly suspended: number;
  readonly cancelled: number;
  readonly overdue: number;
  /** Sum of the reported percentages, a verified completion counting 100, silence and what was cancelled 0. */
  readonly percents: DecimalString;
};

/** The money of one direction of a plan from one source in one year. Som. */
export type FundingSums = {
  readonly directionId: string;
  readonly source: FundingSource;
  readonly year: number;
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
};

export type PlanAt = { readonly planId: string; readonly asOf: AsOf };

/** Counted where the rows are: a national plan has thousands of measures, and a figure needs none of their texts. */
export const countMeasures = (db: Database, { planId, asOf }: PlanAt, today: CalendarDate) =>
  db.query<MeasureCounts>(sql`
    select direction_id as "directionId", count(*)::integer as measures,
           count(*) filter (where status = 'PLANNED')::integer as planned,
           count(*) filter (where status = 'IN_PROGRESS')::integer as "inProgress",
           count(*) filter (where status = 'COMPLETION_CLAIMED')::integer as "completionClaimed",
           count(*) filter (where status = 'COMPLETION_VERIFIED')::integer as "completionVerified",
           count(*) filter (where status = 'SUSPENDED')::integer as suspended,
           count(*) filter (where status = 'CANCELLED')::integer as cancelled,
           count(*) filter (where ${overdueOn(today)})::integer as overdue,
           sum(case status when 'COMPLETION_VERIFIED' then 100 when 'CANCELLED' then 0 else coalesce(percent, 0) end)::text as percents
    from ${rowsOf('measure', asOf)} where plan_id = ${planId} group by direction_id order by direction_id`);

export const sumFunding = (db: Database, { planId, asOf }: PlanAt) =>
  db.query<FundingSums>(sql`
    select direction_id as "directionId", source, year, sum(planned)::text as planned,
           sum(allocated)::text as allocated, sum(spent)::text as spent
    from ${rowsOf('measure_funding', asOf)} join ${rowsOf('measure', asOf)} on measure.id = measure_id
    where plan_id = ${planId} group by direction_id, source, year order by year, source, direction_id`);
