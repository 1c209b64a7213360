import type { Author, Event, Language, LocalizedText, Moment } from '@baikoo/kernel';

/** One rendering of a report: the SHA-256 of its bytes tells whether a copy is the one that was compiled. */
export type ReportDocument = { language: Language; sha256: string; bytes: number };

/** Everything that can have happened to a cycle's monitoring reports. Kept for ever: a changed shape takes an upcast beside this file. */
export type ReportEvent =
  | Event<
      'ReportCompiled',
      {
        reportId: string;
        cycleId: string;
        /** The report says what the record held right after this position. A decimal string. */
        asOfPosition: string;
        /** When the record learned of the event at that position. */
        asOfMoment: Moment;
        /** SHA-256 of the canonical JSON (RFC 8785) of the report's data, which is in no particular language. */
        contentHash: string;
        documents: ReportDocument[];
      }
    >
  /** What has to be known beside a report whose facts were corrected since. The report itself stays as it was frozen. */
  | Event<
      'ErratumPublished',
      { reportId: string; cycleId: string; asOfPosition: string; text: LocalizedText; publishedBy: Author }
    >;
