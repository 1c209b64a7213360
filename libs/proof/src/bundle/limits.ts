/**
 * What a bundle may be at most (docs/audit-bundle.md, Limits). With them a verifier needs a bounded memory and a time
 * that grows with the file, whoever wrote it.
 */
export const BUNDLE_LIMITS = {
  /** Bytes of one line. The largest event that the record takes is 1 MiB. */
  line: 4 * 1_048_576,
  /** Bytes of a line of the text for people. */
  text: 4_096,
  /** Objects and lists in each other, in one line. */
  depth: 64,
  /** Events in one bundle. */
  events: 1_000_000,
  /** Lines of the text for people: three languages, one line an event, and what stands around them. */
  textLines: 3 * 1_000_000 + 1_000,
  keys: 100,
  consistency: 1_000,
  /** Histories of one bundle. */
  streams: 10_000,
  /** Hashes of one proof: a tree of 2^53 events needs no more. */
  hashes: 64,
  /** Failures that are told; the verification ends after them. */
  failures: 20,
} as const;
