import { allOf, type Database, sql } from '@baikoo/database';
import { type Author, type CalendarDate, endOfDay, type Moment } from '@baikoo/kernel';
import { type AsOf, type Projection, rowsOf } from '@baikoo/projections';
import type { Item, ItemOutcome, Remark } from '../domain/submission.events.js';
import { cycleModel, obligationModel } from './cycle.model.js';
import { itemModel, submissionModel } from './submission.model.js';

export const cyclesProjection: Projection = {
  name: 'cycles',
  version: 1,
  schema: 'libs/cycles/src/read/cycles.sql',
  models: [cycleModel, obligationModel, submissionModel, itemModel],
};

export type CycleView = {
  id: string;
  planId: string;
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  dueOn: CalendarDate;
  status: 'OPEN' | 'CLOSED';
  illustrative: boolean;
  revision: number;
};

/** Reporting cycles, newest period first. */
export const findCycles = (db: Database, asOf: AsOf, filter: { id?: string; planId?: string } = {}) =>
  db.query<CycleView>(sql`
    select id, plan_id as "planId", period, starts_on as "from", ends_on as "to", due_on as "dueOn", status,
           illustrative, revision
    from ${rowsOf('cycle', asOf)}
    where ${allOf([
      ...(filter.id === undefined ? [] : [sql`id = ${filter.id}`]),
      ...(filter.planId === undefined ? [] : [sql`plan_id = ${filter.planId}`]),
    ])}
    order by starts_on desc, id`);

export const findCycle = async (db: Database, id: string, asOf?: AsOf): Promise<CycleView | undefined> =>
  (await findCycles(db, asOf, { id }))[0];

export type SubmissionStatus = 'NOT_STARTED' | 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED';

export type ItemView = { id: string; item: Item; reportedBy: Author; outcome: ItemOutcome | null };

/** What one organisation owes for one cycle and what it has given so far. */
export type SubmissionView = {
  id: string;
  cycleId: string;
  organisationId: string;
  territoryId: string | null;
  status: SubmissionStatus;
  dueOn: CalendarDate;
  firstSubmittedAt: Moment | null;
  /** Whether it was first submitted before the end of the due date; null while it was not submitted. */
  onTime: boolean | null;
  timesSubmitted: number;
  timesReturned: number;
  remarks: Remark[];
  acceptedAt: Moment | null;
  items: ItemView[];
  revision: number;
};

/** Obligations with their submissions, in the order of their organisations. One statement. */
export async function findSubmissions(
  db: Database,
  asOf: AsOf,
  filter: { id?: string; cycleId?: string; organisationId?: string },
): Promise<readonly SubmissionView[]> {
  const conditions = [
    ...(filter.id === undefined ? [] : [sql`obligation.id = ${filter.id}`]),
    ...(filter.cycleId === undefined ? [] : [sql`obligation.cycle_id = ${filter.cycleId}`]),
    ...(filter.organisationId === undefined ? [] : [sql`obligation.organisation_id = ${filter.organisationId}`]),
  ];
  const rows = await db.query<Omit<SubmissionView, 'onTime'>>(sql`
    select obligation.id, obligation.cycle_id as "cycleId", obligation.organisation_id as "organisationId",
           obligation.territory_id as "territoryId", coalesce(submission.status, 'NOT_STARTED') as status,
           due_on as "dueOn", first_submitted_at as "firstSubmittedAt",
           coalesce(times_submitted, 0) as "timesSubmitted", coalesce(times_returned, 0) as "timesReturned",
           coalesce(remarks, '[]') as remarks, accepted_at as "acceptedAt", coalesce(items, '[]') as items,
           coalesce(submission.revision, 0) as revision
    from ${rowsOf('obligation', asOf)}
    join ${rowsOf('cycle', asOf)} on cycle.id = obligation.cycle_id
    left join ${rowsOf('submission', asOf)} on submission.id = obligation.id
    left join lateral (
      select jsonb_agg(jsonb_build_object(
               'id', item_id, 'item', item, 'reportedBy', reported_by, 'outcome', outcome) order by place) as items
      from ${rowsOf('submission_item', asOf)} where submission_id = obligation.id
    ) as item on true
    where ${allOf(conditions)}
    order by obligation.cycle_id desc, obligation.territory_id nulls first, obligation.organisation_id`);
  return rows.map((row) => ({
    ...row,
    onTime: row.firstSubmittedAt === null ? null : row.firstSubmittedAt < endOfDay(row.dueOn),
  }));
}

export const findSubmission = async (db: Database, id: string, asOf?: AsOf): Promise<SubmissionView | undefined> =>
  (await findSubmissions(db, asOf, { id }))[0];
