import { randomUUID } from 'node:crypto';
import type { Cause, NewEvent } from './event-store.js';

/** The largest append, in bytes of its JSON with the cause of each event: what EventStoreDB takes at once (1 MiB). */
export const APPEND_LIMIT = 1_048_576;

/** What is left for the store's own names and numbers around an event. */
const ENVELOPE = 512;

/** `category-id`; no hyphen in the category, because EventStoreDB ends it at the first. */
const STREAM = /^[a-zA-Z]+-.{1,500}$/su;

export type Unrecordable = 'TOO_LARGE' | 'NOT_JSON' | 'BROKEN_TEXT' | 'NO_STREAM_NAME' | 'NO_EVENTS' | 'NO_SHAPE';

/** Something that no store could give back as it was. Thrown before anything is sent, so nothing was appended. */
export class NotRecordable extends Error {
  override readonly name = 'NotRecordable';

  constructor(
    readonly problem: Unrecordable,
    /** Where it stands: `events[1].data.amount`. */
    readonly path: string,
    detail: string,
  ) {
    super(`${path} cannot be recorded: ${detail}`);
  }
}

/** An event as it goes to a store: with its id and as JSON text. */
export type RecordableEvent = {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
};

export type RecordableAppend = {
  readonly events: readonly RecordableEvent[];
  /** JSON text. */
  readonly cause: string;
  /** Of the whole append. */
  readonly bytes: number;
};

/**
 * Checks what every store must be able to give back unchanged, and writes it as JSON. Refused by {@link NotRecordable}:
 * numbers that JSON lacks, text with halves of characters or NUL, values that are no plain data, more than
 * {@link APPEND_LIMIT}, nothing at all. `eventIdOf` gives an id to each event that has none.
 */
export function recordable(
  stream: string,
  events: readonly NewEvent[],
  cause: Cause,
  eventIdOf: (index: number) => string = () => randomUUID(),
): RecordableAppend {
  if (!STREAM.test(stream) || !isWholeText(stream))
    throw new NotRecordable('NO_STREAM_NAME', 'stream', 'a stream is named category-id, in 500 characters at most');
  if (events.length === 0) throw new NotRecordable('NO_EVENTS', 'events', 'there is nothing to append');
  checkJson(cause, 'cause');
  const causeText = JSON.stringify(cause);
  const causeBytes = Buffer.byteLength(causeText);
  let bytes = 0;
  const written = events.map(({ eventId, type, data, schemaVersion = 1 }, index) => {
    checkJson(type, `events[${index}].type`);
    checkJson(data, `events[${index}].data`);
    const text = JSON.stringify(data);
    bytes += Buffer.byteLength(text) + causeBytes + ENVELOPE;
    return { eventId: eventId ?? eventIdOf(index), type, schemaVersion, data: text };
  });
  if (bytes > APPEND_LIMIT)
    throw new NotRecordable('TOO_LARGE', 'events', `${bytes} bytes are more than the ${APPEND_LIMIT} of one append`);
  return { events: written, cause: causeText, bytes };
}

function checkJson(value: unknown, path: string): void {
  switch (typeof value) {
    case 'string':
      if (isWholeText(value)) return;
      throw new NotRecordable('BROKEN_TEXT', path, 'the text has half a character or NUL in it');
    case 'number':
      if (Number.isFinite(value)) return;
      throw new NotRecordable('NOT_JSON', path, `${value} is no number that JSON has`);
    case 'boolean':
    case 'undefined':
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) return value.forEach((item, index) => checkJson(item, `${path}[${index}]`));
      if (isPlain(value)) {
        for (const [key, item] of Object.entries(value)) {
          checkJson(key, `the name of a field of ${path}`);
          checkJson(item, `${path}.${key}`);
        }
        return;
      }
  }
  throw new NotRecordable('NOT_JSON', path, 'it is not plain data');
}

/** Anything else (a Date, a Map) would come back as something else. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** No lone surrogate, which UTF-8 cannot hold, and no NUL, which PostgreSQL cannot. */
const isWholeText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
