import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Database } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import type { ReportDocument } from '../domain/report.events.js';
import { waitForProjections } from '@baikoo/projections';
import type { MonitoringReportData } from '../report-data.js';
import type { Frozen } from './compile-report.js';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** SHA-256 of the canonical JSON (RFC 8785) of what the report says, in lower-case hexadecimal. */
export const contentHashOf = (data: MonitoringReportData): string => sha256(canonicalize(data)!);

/** Charts take a library as big as everything else: it is loaded for the first report, not with the program. */
export async function renderIn(data: MonitoringReportData, language: Language): Promise<string> {
  const { renderReport } = await import('../render/render-report.js');
  return renderReport(data, language, { contentHash: contentHashOf(data) });
}

/** The report in all languages, by their hashes. */
export const documentsOf = (data: MonitoringReportData): Promise<ReportDocument[]> =>
  Promise.all(
    LANGUAGES.map(async (language) => {
      const html = await renderIn(data, language);
      return { language, sha256: sha256(html), bytes: Buffer.byteLength(html) };
    }),
  );

/** How long a report waits for read models that have not come as far as its position. */
const CATCH_UP_MS = 30_000;

/**
 * Freezes a question to a position: the moment is when the record learned of the event that stands there. Undefined
 * where no event stands. Waits until the read models can answer; throws when they do not get there.
 */
export async function freezeAt(store: EventStore, db: Database, position: Position): Promise<Frozen | undefined> {
  const [event] = await store.readLog(position - 1n, 1);
  if (event?.position !== position) return undefined;
  if (!(await waitForProjections(db, position, CATCH_UP_MS)))
    throw new Error(`The read models did not reach position ${position} in time for a report. Does a projector run?`);
  return { asOf: { position }, moment: event.recordedAt };
}
