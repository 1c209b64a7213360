import { type Database, sql } from '@baikoo/database';
import type { Moment } from '@baikoo/kernel';
import { type AsOf, type Projection, type ReadModel, rowsOf } from '@baikoo/projections';
import type { ReportDocument, ReportEvent } from '../domain/report.events.js';

type ReportRow = {
  readonly id: string;
  readonly cycle_id: string;
  readonly as_of_position: string;
  readonly as_of_moment: Moment;
  readonly content_hash: string;
  readonly documents: readonly ReportDocument[];
  readonly compiled_at: Moment;
};

const reportModel: ReadModel<ReportRow, ReportEvent> = {
  table: 'report',
  keys: ({ type, data }) => (type === 'ReportCompiled' ? [data.reportId] : []),
  evolve: (_, { data, recordedAt: compiled_at }) => ({
    id: data.reportId,
    cycle_id: data.cycleId,
    as_of_position: data.asOfPosition,
    as_of_moment: data.asOfMoment,
    content_hash: data.contentHash,
    documents: data.documents,
    compiled_at,
  }),
};

export const reportsProjection: Projection = {
  name: 'reports',
  version: 1,
  schema: 'libs/reports/src/read/reports.sql',
  models: [reportModel],
};

export type ReportView = {
  id: string;
  cycleId: string;
  position: string;
  moment: Moment;
  contentHash: string;
  documents: ReportDocument[];
  compiledAt: Moment;
  /** Reports of organisations that it rests on and that were corrected and taken over again after its position. */
  overtakenBy: { submissionId: string; position: string }[];
};

/** Reports that were compiled for a cycle, newest first, with what was corrected since. One statement. */
export const findReports = (db: Database, cycleId: string, asOf?: AsOf) =>
  db.query<ReportView>(sql`
    with corrected as (
      select id, corrected_at from ${rowsOf('submission', asOf)}
      where cycle_id = ${cycleId} and corrected_at is not null
    )
    select id, cycle_id as "cycleId", as_of_position as "position", as_of_moment as "moment",
           content_hash as "contentHash", documents, compiled_at as "compiledAt",
           coalesce((
             select jsonb_agg(jsonb_build_object('submissionId', corrected.id, 'position', corrected_at::text)
                      order by corrected_at)
             from corrected where corrected_at > as_of_position), '[]') as "overtakenBy"
    from ${rowsOf('report', asOf)} where cycle_id = ${cycleId} order by as_of_position desc`);
