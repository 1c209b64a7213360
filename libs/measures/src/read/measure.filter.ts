import { join, type Sql, sql } from '@baikoo/database';
import { type Belonging, visible } from '@baikoo/identity';
import type { CalendarDate, Moment, ReadingScope } from '@baikoo/kernel';
import type { AsOf } from '@baikoo/projections';
import { subtreeOf } from '@baikoo/territories';
import {
  COLOURS,
  type LightColour,
  type LightRule,
  type LightThresholds,
  type MeasureStatus,
} from '../domain/light.formula.js';
import { lightRuleOn, overdueOn } from './light.sql.js';

/** Which measures are asked for; what is absent or null restricts nothing. */
export type MeasureFilter = {
  readonly id?: string | null;
  readonly planId?: string | null;
  readonly directionId?: string | null;
  readonly taskId?: string | null;
  /** Only of this very territory. */
  readonly territoryId?: string | null;
  /** Of this territory and everything below it … */
  readonly within?: string | null;
  /** … as the map held on this date; as it now stands without it. */
  readonly withinOn?: CalendarDate | null;
  /** The responsible organisation. */
  readonly organisationId?: string | null;
  /** Responsible or co-executor. */
  readonly executorId?: string | null;
  readonly statuses?: readonly MeasureStatus[] | null;
  readonly lights?: readonly LightColour[] | null;
  readonly overdue?: boolean | null;
  /** A completion is claimed and nobody has verified or rejected it yet. */
  readonly unverified?: boolean | null;
  /** Something was recorded about the measure at this moment or later. */
  readonly changedSince?: Moment | null;
  /** Serves a task of this national plan … */
  readonly servesPlanId?: string | null;
  /** … and, of it, this one. */
  readonly servesTaskId?: string | null;
  /** Words in a title, in any language, small and capital letters alike. */
  readonly search?: string | null;
  /** What whoever asks may read; absent for the program itself. */
  readonly scope?: ReadingScope | undefined;
};

/** A condition on rows of `measure`: the organisation is responsible for it or its co-executor. */
const isExecutedBy = (id: string): Sql =>
  sql`(responsible_organisation_id = ${id} or co_executor_ids @> ${JSON.stringify([id])}::jsonb)`;

/** How rows of `measure` belong to territories and organisations. */
export const OF_MEASURE: Belonging = { territory: sql`territory_id`, isOf: isExecutedBy };

export type MeasureSort = 'DEADLINE' | 'TITLE' | 'TERRITORY' | 'PROGRESS' | 'LIGHT' | 'LAST_CHANGE';

export function conditionsOf(
  filter: MeasureFilter,
  { today, asOf, light }: { readonly today: CalendarDate; readonly asOf: AsOf; readonly light: LightThresholds },
): Sql[] {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => Sql): Sql[] =>
    value == null ? [] : [condition(value)];
  const equal = (column: Sql, value: string | null | undefined) =>
    given(value, (is) => join([column, sql`${is}`], ' = '));
  const served = {
    ...(filter.servesPlanId && { planId: filter.servesPlanId }),
    ...(filter.servesTaskId && { taskId: filter.servesTaskId }),
  };
  return [
    ...equal(sql`id`, filter.id),
    ...equal(sql`plan_id`, filter.planId),
    ...equal(sql`direction_id`, filter.directionId),
    ...equal(sql`task_id`, filter.taskId),
    ...equal(sql`territory_id`, filter.territoryId),
    // As an array the ids are found once, and the rows by the index.
    ...given(filter.within, (within) => {
      return sql`territory_id = any(array(${subtreeOf(within, asOf, filter.withinOn ?? undefined)}))`;
    }),
    ...equal(sql`responsible_organisation_id`, filter.organisationId),
    ...given(filter.executorId, isExecutedBy),
    ...given(filter.statuses, (statuses) => sql`status = any(${statuses}::text[])`),
    ...given(filter.lights, (lights) => sql`${lightRuleOn(today, light)} = any(${rulesOf(lights)}::text[])`),
    ...given(filter.overdue, (overdue) => (overdue ? overdueOn(today) : sql`not ${overdueOn(today)}`)),
    ...given(filter.unverified, (waits) => {
      return waits ? sql`status = 'COMPLETION_CLAIMED'` : sql`status <> 'COMPLETION_CLAIMED'`;
    }),
    ...given(filter.changedSince, (moment) => sql`changed_at >= ${moment}::timestamptz`),
    ...(Object.keys(served).length > 0 ? [sql`serves @> ${JSON.stringify([served])}::jsonb`] : []),
    ...given(filter.search, (words) => sql`position(${words.toLowerCase()} in search_text) > 0`),
    ...visible(filter.scope, OF_MEASURE),
  ];
}

const rulesOf = (lights: readonly LightColour[]) =>
  (Object.keys(COLOURS) as LightRule[]).filter((rule) => lights.includes(COLOURS[rule]));

/** From what needs help first to what is finished. */
const BY_URGENCY: readonly LightRule[] = [
  ...rulesOf(['RED']),
  ...rulesOf(['AMBER']),
  ...rulesOf(['GREEN']),
  ...rulesOf(['GREY']),
  ...rulesOf(['BLUE']),
];

/**
 * The sort key as text that sorts by bytes, with the id behind it: unique, and the cursor at the same time. Territories
 * sort by id, which for registered ones begins with the ISO or SOATE code.
 */
export function sortKeyOf(sort: MeasureSort, today: CalendarDate, light: LightThresholds): Sql {
  const key = {
    DEADLINE: () => sql`deadline::text`,
    TITLE: () => sql`search_text`,
    TERRITORY: () => sql`territory_id`,
    PROGRESS: () => sql`lpad((coalesce(percent, -1) + 1)::text, 3, '0')`,
    LIGHT: () =>
      sql`lpad(array_position(${BY_URGENCY}::text[], ${lightRuleOn(today, light)})::text, 2, '0') || deadline::text`,
    LAST_CHANGE: () => sql`to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  }[sort]();
  return sql`(${key} || ' ' || id) collate "C"`;
}
