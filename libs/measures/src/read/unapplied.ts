import { allOf, type Database, sql } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import type { Moment, ReadingScope } from '@baikoo/kernel';
import { type AsOf, type ReadModel, rowsOf } from '@baikoo/projections';
import type { MeasureEvent } from '../domain/measure.events.js';
import { OF_MEASURE } from './measure.filter.js';

type UnappliedRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly amendment_id: string;
  readonly measure_id: string;
  readonly change: string;
  readonly refused: string;
  readonly recorded_at: Moment;
};

/** One row for each change of an amendment that a measure could not make, and why. */
export const unappliedModel: ReadModel<UnappliedRow, MeasureEvent> = {
  table: 'unapplied_change',
  keys: ({ type, data }) =>
    type === 'AmendmentNotApplied' ? [`${data.amendmentId}/${data.measureId}/${data.change}`] : [],
  evolve(row, { type, data, recordedAt: recorded_at }, id) {
    if (type !== 'AmendmentNotApplied') return row;
    const { planId: plan_id, amendmentId: amendment_id, measureId: measure_id, change, refused } = data;
    return { id, plan_id, amendment_id, measure_id, change, refused, recorded_at };
  },
};

export type UnappliedChange = {
  planId: string;
  amendmentId: string;
  measureId: string;
  change: string;
  /** Code of the refusal. */
  refused: string;
  recordedAt: Moment;
};

/** What amendments of a plan asked of measures in vain, in the order of the record. */
export const findUnappliedChanges = (
  db: Database,
  asOf: AsOf,
  { planId, amendmentId, scope }: { planId: string; amendmentId?: string | null | undefined; scope?: ReadingScope },
) =>
  db.query<UnappliedChange>(sql`
    select plan_id as "planId", amendment_id as "amendmentId", measure_id as "measureId", change, refused,
           recorded_at as "recordedAt"
    from ${rowsOf('unapplied_change', asOf)}
    where ${allOf([
      ...[sql`plan_id = ${planId}`, ...(amendmentId ? [sql`amendment_id = ${amendmentId}`] : [])],
      // A measure that never came to be belongs to nobody: whoever may read all reads of it.
      ...visible(scope, OF_MEASURE).map(
        (seen) => sql`measure_id in (select id from ${rowsOf('measure', asOf)} where ${seen})`,
      ),
    ])}
    order by recorded_at, id collate "C" limit 1000`);
