import { allOf, type Database, type Sql, sql } from '@baikoo/database';
import { type Belonging, visible } from '@baikoo/identity';
import {
  type Author,
  type CalendarDate,
  type DecimalString,
  endOfDay,
  type Moment,
  type ReadingScope,
} from '@baikoo/kernel';
import { type AsOf, partsOf, type Projection, rowsOf } from '@baikoo/projections';
import type { Item, ItemFinding, ItemOutcome, Remark } from '../domain/submission.events.js';
import { calendarModel, cycleModel, obligationModel } from './cycle.model.js';
import { itemModel } from './item.model.js';
import { noticeModel } from './notice.model.js';
import { submissionModel } from './submission.model.js';

export const cyclesProjection: Projection = {
  name: 'cycles',
  version: 5,
  schema: 'libs/cycles/src/read/cycles.sql',
  models: [calendarModel, cycleModel, obligationModel, submissionModel, itemModel, noticeModel],
};

export type CycleStatus = 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'FINALISED';

export type CycleView = {
  id: string;
  planId: string;
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  dueOn: CalendarDate;
  status: CycleStatus;
  /** When it opens by itself; null for one that was opened by hand. */
  opensOn: CalendarDate | null;
  illustrative: boolean;
  revision: number;
};

/** Reporting cycles, newest period first. */
export const findCycles = (db: Database, asOf: AsOf, filter: { id?: string; planId?: string } = {}) =>
  db.query<CycleView>(sql`
    select id, plan_id as "planId", period, starts_on as "from", ends_on as "to", due_on as "dueOn",
           opens_on as "opensOn", status, illustrative, revision
    from ${rowsOf('cycle', asOf)}
    where ${allOf([
      ...(filter.id === undefined ? [] : [sql`id = ${filter.id}`]),
      ...(filter.planId === undefined ? [] : [sql`plan_id = ${filter.planId}`]),
    ])}
    order by starts_on desc, id collate "C"`);

export const findCycle = async (db: Database, id: string, asOf?: AsOf): Promise<CycleView | undefined> =>
  (await findCycles(db, asOf, { id }))[0];

export type SubmissionStatus =
  'NOT_STARTED' | 'DRAFT' | 'SUBMITTED' | 'UNDER_REVIEW' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED' | 'REOPENED';

export type ItemView = {
  id: string;
  item: Item;
  reportedBy: Author;
  /** Everybody who ever wrote it. */
  authors: Author[];
  findings: ItemFinding[];
  outcome: ItemOutcome | null;
};

/** What one organisation owes for one cycle and what it has given so far. */
export type SubmissionView = {
  id: string;
  cycleId: string;
  planId: string;
  /** The period that is reported on, and its last day. */
  period: string;
  endsOn: CalendarDate;
  organisationId: string;
  territoryId: string | null;
  status: SubmissionStatus;
  cycleStatus: CycleStatus;
  dueOn: CalendarDate;
  firstSubmittedAt: Moment | null;
  /** Whether it was first submitted before the end of the due date; null while it was not submitted. */
  onTime: boolean | null;
  timesSubmitted: number;
  timesReturned: number;
  remarks: Remark[];
  /** Why it is not owed after all. */
  exemption: string | null;
  /** When the record learned that the due day had passed without a report. */
  missedAt: Moment | null;
  /** The commissions whose endorsement comes before the acceptance, in this order, and how many of them gave it. */
  endorsedBy: string[];
  endorsements: number;
  reopenedUntil: CalendarDate | null;
  timesReopened: number;
  correction: { requestId: string; what: string; why: string } | null;
  acceptedAt: Moment | null;
  changedAt: Moment;
  items: ItemView[];
  revision: number;
};

type SubmissionFilter = {
  id?: string;
  cycleId?: string;
  cycleIds?: readonly string[];
  organisationId?: string;
  /** What whoever asks may read; absent for the program itself. */
  scope?: ReadingScope | undefined;
};

/** How rows of `obligation` belong to territories and organisations: a ministry reports for the republic. */
export const OF_OBLIGATION: Belonging = {
  territory: sql`obligation.territory_id`,
  isOf: (organisationId) => sql`obligation.organisation_id = ${organisationId}`,
  ofRepublicUnlessSaid: true,
};

/** How a submission stands, without what it says. */
export type SubmissionStanding = Omit<SubmissionView, 'items'>;

/** Obligations and how their submissions stand, in the order of their organisations. */
export const findStandings = async (db: Database, asOf: AsOf, filter: SubmissionFilter) =>
  (
    await db.query<Omit<SubmissionStanding, 'onTime'>>(
      sql`select * from (${standings(asOf, filter)}) as standing order by ${ORDER}`,
    )
  ).map(withTimeliness);

/** The same with all that the submissions say, of each cycle the first `most` where that is said. One statement. */
export const findSubmissions = async (db: Database, asOf: AsOf, filter: SubmissionFilter, most?: number) =>
  (
    await db.query<Omit<SubmissionView, 'onTime'>>(sql`
      with standing as (${most === undefined ? standings(asOf, filter) : firstOfEach(standings(asOf, filter), most)})
      select standing.*, ${partsOf(sql`standing.id`, itemsOf(sql`select id from standing`, asOf))} as items
      from standing order by ${ORDER}`)
  ).map(withTimeliness);

/** What submissions say, for {@link partsOf}. */
export const itemsOf = (submissionIds: Sql, asOf: AsOf): Sql => sql`
  select submission_id as owner, jsonb_agg(jsonb_build_object(
           'id', item_id, 'item', item, 'reportedBy', reported_by, 'authors', authors, 'findings', findings,
           'outcome', outcome) order by place) as list
  from ${rowsOf('submission_item', asOf)} where submission_id = any(array(${submissionIds}))
  group by submission_id`;

const firstOfEach = (owed: Sql, most: number): Sql => sql`
  select * from (
    select *, row_number() over (partition by "cycleId" order by ${ORDER}) as nth from (${owed}) as owed
  ) as numbered where nth <= ${most}`;

/** The same on every machine, whatever the language of its database. */
const ORDER = sql`"cycleId" collate "C" desc, "territoryId" collate "C" nulls first, "organisationId" collate "C"`;

/** One row for each report owed, as a {@link SubmissionStanding}. */
export const standings = (asOf: AsOf, filter: SubmissionFilter): Sql => sql`
  select obligation.id, cycle.plan_id as "planId", cycle.period, cycle.ends_on as "endsOn",
         obligation.cycle_id as "cycleId", obligation.organisation_id as "organisationId",
         obligation.territory_id as "territoryId", coalesce(submission.status, 'NOT_STARTED') as status,
         due_on as "dueOn", cycle.status as "cycleStatus", first_submitted_at as "firstSubmittedAt",
         coalesce(times_submitted, 0) as "timesSubmitted", coalesce(times_returned, 0) as "timesReturned",
         coalesce(remarks, '[]') as remarks, exemption, missed_at as "missedAt", endorsed_by as "endorsedBy",
         coalesce(jsonb_array_length(endorsements), 0) as endorsements, reopened_until as "reopenedUntil",
         coalesce(times_reopened, 0) as "timesReopened", correction, accepted_at as "acceptedAt", reminded_on as "remindedOn",
         coalesce(submission.changed_at, issued_at) as "changedAt", coalesce(submission.revision, 0) as revision
  from ${rowsOf('obligation', asOf)}
  join ${rowsOf('cycle', asOf)} on cycle.id = obligation.cycle_id
  left join ${rowsOf('submission', asOf)} on submission.id = obligation.id
  where ${allOf([
    ...(filter.id === undefined ? [] : [sql`obligation.id = ${filter.id}`]),
    ...(filter.cycleId === undefined ? [] : [sql`obligation.cycle_id = ${filter.cycleId}`]),
    ...(filter.cycleIds === undefined ? [] : [sql`obligation.cycle_id = any(${filter.cycleIds}::text[])`]),
    ...(filter.organisationId === undefined ? [] : [sql`obligation.organisation_id = ${filter.organisationId}`]),
    ...visible(filter.scope, OF_OBLIGATION),
  ])}`;

export const withTimeliness = <Row extends Pick<SubmissionView, 'firstSubmittedAt' | 'dueOn'>>(row: Row) => ({
  ...row,
  onTime: row.firstSubmittedAt === null ? null : row.firstSubmittedAt < endOfDay(row.dueOn),
});

/** One report; undefined also for one that lies beyond the scope of whoever asks. */
export const findSubmission = async (
  db: Database,
  id: string,
  asOf?: AsOf,
  scope?: ReadingScope,
): Promise<SubmissionView | undefined> => (await findSubmissions(db, asOf, { id, scope }))[0];

/** What an item of a report has already brought into the sum of its funding line: its amount once it was taken over. */
export async function findSpentOf(db: Database, submissionId: string, itemId: string): Promise<DecimalString> {
  const [row] = await db.query<{ amount: DecimalString }>(sql`
    select taken_over ->> 'amount' as amount from ${rowsOf('submission_item', undefined)}
    where id = ${`${submissionId}/${itemId}`} and taken_over is not null`);
  return row?.amount ?? '0';
}
