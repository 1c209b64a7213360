import type { Moment } from '@baikoo/kernel';
import type { Position } from './event-store.js';

/** Text in UTF-8 with one character for each byte (`latin1`): it is passed on without having been decoded. */
export type Utf8Bytes = string;

/** An event as the store keeps it: nothing is parsed, for whoever hashes millions of them. */
export type WrittenEvent = {
  readonly position: Position;
  readonly eventId: string;
  readonly stream: Utf8Bytes;
  readonly revision: number;
  readonly type: Utf8Bytes;
  readonly schemaVersion: number;
  /** JSON, as it was written. */
  readonly data: Utf8Bytes;
  readonly cause: Utf8Bytes;
  readonly recordedAt: Moment;
};

/** A record that can be read without being parsed. */
export type WrittenLog = {
  /** Up to `limit` events after `position`, in log order, some at a time as they come. */
  readWritten(after: Position, limit: number): AsyncIterable<readonly WrittenEvent[]>;
};

export const isWrittenLog = (record: object): record is WrittenLog => 'readWritten' in record;
