import type { Language } from '@baikoo/kernel';
import { renderToString } from 'preact-render-to-string';
import type { MonitoringReportData } from '../report-data.js';
import { Document } from './document.js';
import { readerOf } from './reader.js';

/**
 * The report as one self-contained HTML page. The same data, language and hash give the same bytes, whatever this
 * process has drawn before and wherever it runs.
 */
export const renderReport = (
  data: MonitoringReportData,
  language: Language,
  hashes: { readonly contentHash: string },
): string =>
  `<!doctype html>\n${renderToString(<Document data={data} contentHash={hashes.contentHash} reader={readerOf(language)} />)}\n`;
