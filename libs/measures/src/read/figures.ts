import { conventionOn } from '@baikoo/conventions';
import { allOf, type Database, type Sql, sql } from '@baikoo/database';
import type { CalendarDate, DecimalString } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import type { FundingSource } from '../domain/measure.events.js';
import type { LightColour } from '../domain/light.formula.js';
import { colourOf, lightRuleOn, overdueOn } from './light.sql.js';
import { conditionsOf, type MeasureFilter } from './measure.filter.js';

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

/** The columns of {@link MeasureCounts}: one formula for every overview and report. */
const countsOn = (today: CalendarDate): Sql => sql`
  count(*)::integer as measures,
  count(*) filter (where status = 'PLANNED')::integer as planned,
  count(*) filter (where status = 'IN_PROGRESS')::integer as "inProgress",
  count(*) filter (where status = 'COMPLETION_CLAIMED')::integer as "completionClaimed",
  count(*) filter (where status = 'COMPLETION_VERIFIED')::integer as "completionVerified",
  count(*) filter (where status = 'SUSPENDED')::integer as suspended,
  count(*) filter (where status = 'CANCELLED')::integer as cancelled,
  count(*) filter (where ${overdueOn(today)})::integer as overdue,
  sum(case status when 'COMPLETION_VERIFIED' then 100 when 'CANCELLED' then 0 else coalesce(percent, 0) end)::text
    as percents`;

/** Counted where the rows are: a national plan has thousands of measures, and a figure needs none of their texts. */
export const countMeasures = (db: Database, { planId, asOf }: PlanAt, today: CalendarDate) =>
  db.query<MeasureCounts>(sql`
    select direction_id as "directionId", ${countsOn(today)}
    from ${rowsOf('measure', asOf)} where plan_id = ${planId} group by direction_id order by direction_id`);

/** The measures of one territory, none below it counted: how many stand how, their lights and their money in som. */
export type MeasuresOfTerritory = {
  readonly territoryId: string;
  readonly counts: Omit<MeasureCounts, 'directionId'>;
  readonly lights: Readonly<Record<LightColour, number>>;
  readonly money: Pick<FundingSums, 'planned' | 'allocated' | 'spent'>;
};

type Flat = MeasuresOfTerritory['counts'] & { territoryId: string; lights: MeasuresOfTerritory['lights'] } & {
  readonly moneyPlanned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
};

/** Measures that match, territory by territory, in one statement. */
export async function countMeasuresByTerritory(
  db: Database,
  filter: MeasureFilter,
  { asOf, today }: { readonly asOf: AsOf; readonly today: CalendarDate },
): Promise<readonly MeasuresOfTerritory[]> {
  const light = await conventionOn(db, 'LIGHT', { asOf, today });
  const lit = (colour: LightColour) => sql`count(*) filter (where colour = ${colour}::text)`;
  const rows = await db.query<Flat>(sql`
    select territory_id as "territoryId", ${countsOn(today)},
           jsonb_build_object('BLUE', ${lit('BLUE')}, 'GREEN', ${lit('GREEN')}, 'AMBER', ${lit('AMBER')},
             'RED', ${lit('RED')}, 'GREY', ${lit('GREY')}) as lights,
           sum(money_planned)::text as "moneyPlanned", sum(allocated)::text as allocated, sum(spent)::text as spent
    from (
      select territory_id, status, percent, deadline, planned as money_planned, allocated, spent,
             ${colourOf(lightRuleOn(today, light))} as colour
      from ${rowsOf('measure', asOf)} where ${allOf(conditionsOf(filter, { today, asOf, light }))}
    ) as lit
    group by territory_id order by territory_id collate "C"`);
  return rows.map(({ territoryId, lights, moneyPlanned, allocated, spent, ...counts }) => ({
    ...{ territoryId, lights, counts },
    money: { planned: moneyPlanned, allocated, spent },
  }));
}

export const sumFunding = (db: Database, { planId, asOf }: PlanAt) =>
  db.query<FundingSums>(sql`
    select direction_id as "directionId", source, year, sum(measure_funding.planned)::text as planned,
           sum(measure_funding.allocated)::text as allocated, sum(measure_funding.spent)::text as spent
    from ${rowsOf('measure_funding', asOf)} join ${rowsOf('measure', asOf)} on measure.id = measure_id
    where plan_id = ${planId} group by direction_id, source, year order by year, source, direction_id`);
