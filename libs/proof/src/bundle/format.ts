import { z } from 'zod';

/** The first line of every bundle. Another number means another format: a verifier reads only what it knows. */
export const BUNDLE_FORMAT = 'baikoo-audit-bundle';
export const BUNDLE_VERSION = 1;
export const FIRST_LINE = `${BUNDLE_FORMAT}/${BUNDLE_VERSION}`;

/** What stands at the beginning of a line for people. */
export const TEXT_MARK = '#';

const count = z.int().nonnegative();
const hashText = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const text = z.string().min(1).max(1_000);

/** Every event between two places of the record, both with it; the first event of the record has the place 0. */
const rangeScope = z.strictObject({ kind: z.literal('RANGE'), first: count, last: count });

/** Whole histories, each from its first event to its `revisions`th. */
const streamsScope = z.strictObject({
  kind: z.literal('STREAMS'),
  streams: z.array(z.strictObject({ revisions: z.int().positive(), stream: text })).min(1),
  /** What was asked for, where it was a subject of the audit trail: `MEASURE:leninsky-lighting`. */
  subject: text.nullable(),
});

export const scopeLine = z.discriminatedUnion('kind', [rangeScope, streamsScope]);
export const keyLine = z.strictObject({ handover: z.string().max(10_000).nullable(), vkey: text });
export const checkpointLine = z.string().max(100_000);
export const consistencyLine = z.strictObject({ from: count, hashes: z.array(hashText) });
export const proofLine = z.strictObject({ hashes: z.array(hashText), index: count });
export const eventLine = z.strictObject({
  cause: z.record(z.string(), z.unknown()),
  data: z.record(z.string(), z.unknown()),
  eventId: text,
  recordedAt: text,
  revision: z.int().positive(),
  schemaVersion: z.int().positive(),
  stream: text,
  type: text,
});
export const endLine = z.strictObject({ events: count });

export type BundleScope = z.infer<typeof scopeLine>;
export type BundleEvent = z.infer<typeof eventLine>;

/** Controls, separators of lines, and what turns the direction of writing: with them a line shows other than it is. */
export const DECEIVING = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;
