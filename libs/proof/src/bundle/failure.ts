import { type Conclusion, gravest } from '../domain/index.js';

/** What can be wrong with a bundle. The sentence of each stands in docs/audit-bundle.md, Failures. */
export const FAILURES = [
  // The file
  'NOT_A_BUNDLE',
  'OTHER_VERSION',
  'LINE_TOO_LONG',
  'LINE_ENDINGS',
  'CUT_SHORT',
  'AFTER_THE_END',
  'OUT_OF_ORDER',
  'NOT_TEXT',
  'NOT_CANONICAL',
  'WRONG_FIELDS',
  'TOO_MUCH',
  // Keys and checkpoint
  'UNREADABLE_KEY',
  'UNTRUSTED_KEY',
  'BROKEN_CHAIN',
  'UNREADABLE_CHECKPOINT',
  'OTHER_RECORD',
  'NOT_SIGNED',
  'WRONG_SIGNATURE',
  // Events
  'NOT_IN_THE_TREE',
  'GAP',
  'FOREIGN_EVENT',
  'INCOMPLETE',
  // An earlier checkpoint, or an earlier bundle
  'UNREADABLE_EARLIER',
  'EARLIER_NOT_COVERED',
  'HISTORY_REWRITTEN',
  'HISTORY_CUT',
] as const;
export type FailureCode = (typeof FAILURES)[number];

/** What a bundle comes to that fails so, where it is not that something was changed. */
const OTHERWISE: Partial<Record<FailureCode, Conclusion>> = {
  ...{ NOT_A_BUNDLE: 'UNCHECKED', OTHER_VERSION: 'UNCHECKED' },
  ...{ UNREADABLE_EARLIER: 'UNCHECKED', EARLIER_NOT_COVERED: 'UNCHECKED' },
  UNTRUSTED_KEY: 'NOT_BELIEVED',
};

export const conclusionOf = (failures: readonly Failure[]): Conclusion =>
  gravest(failures.map(({ code }) => OTHERWISE[code] ?? 'CHANGED'));

/** What is wrong, and where. */
export type Failure = {
  readonly code: FailureCode;
  /** Of the file, from 1; undefined where no line is to blame. */
  readonly line: number | undefined;
  /** What is wrong with it, as the rest of a sentence about the line. */
  readonly detail: string;
};

/** A fault after which nothing further of the file can be judged. */
export class BundleBroken extends Error {
  override readonly name = 'BundleBroken';

  constructor(
    readonly code: FailureCode,
    readonly line: number | undefined,
    readonly detail: string,
  ) {
    super(`${code}${line === undefined ? '' : ` in line ${line}`}: ${detail}`);
  }
}
