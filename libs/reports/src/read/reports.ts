import { type Database, sql } from '@baikoo/database';
import type { LocalizedText, Moment } from '@baikoo/kernel';
import { type AsOf, type Projection, type ReadModel, rowsOf } from '@baikoo/projections';
import type { ReportDocument, ReportEvent } from '../domain/report.events.js';

/** What was said beside a report after it was compiled. */
export type Erratum = { readonly text: LocalizedText; readonly publishedAt: Moment };

type ReportRow = {
  readonly id: string;
  readonly cycle_id: string;
  readonly as_of_position: string;
  readonly as_of_moment: Moment;
  readonly content_hash: string;
  readonly documents: readonly ReportDocument[];
  readonly compiled_at: Moment;
  readonly errata: readonly Erratum[];
};

const reportModel: ReadModel<ReportRow, ReportEvent> = {
  table: 'report',
  keys: ({ stream, data }) => (stream.startsWith('report-') ? [data.reportId] : []),
  evolve(row, { type, data, recordedAt }) {
    switch (type) {
      case 'ReportCompiled':
        return {
          ...{ id: data.reportId, cycle_id: data.cycleId, as_of_position: data.asOfPosition },
          ...{ as_of_moment: data.asOfMoment, content_hash: data.contentHash, documents: data.documents },
          ...{ compiled_at: recordedAt, errata: [] },
        };
      case 'ErratumPublished':
        return row && { ...row, errata: [...row.errata, { text: data.text, publishedAt: recordedAt }] };
    }
  },
};

export const reportsProjection: Projection = {
  name: 'reports',
  version: 2,
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
  /** The earliest first. */
  errata: Erratum[];
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
           content_hash as "contentHash", documents, compiled_at as "compiledAt", errata,
           coalesce((
             select jsonb_agg(jsonb_build_object('submissionId', corrected.id, 'position', corrected_at::text)
                      order by corrected_at)
             from corrected where corrected_at > as_of_position), '[]') as "overtakenBy"
    from ${rowsOf('report', asOf)} where cycle_id = ${cycleId} order by as_of_position desc`);
