import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '@baikoo/database';
import { RecordDamaged } from './record-damaged.js';

/** Between two attempts, in milliseconds; each waits longer than the one before. */
const BACK_OFF_MS = 50;

/** What the client calls the faults that pass. Whether an append was written is then open: it is sent again as it was. */
const PASSING = new Set(['unavailable', 'cancelled', 'not-leader', 'deadline-exceeded', 'timeout', 'unknown']);
/** The same as gRPC says it, where the client passes an error on: cancelled, unknown, deadline exceeded, aborted, unavailable. */
const PASSING_CODES = new Set([1, 2, 4, 10, 14]);

/** What the client calls unknown too, because it does not know it: that never passes. */
const INVALID = /invalid argument/i;
const INVALID_POSITION = /invalid position/i;

export type Patience = {
  /** How long one attempt may go without an answer, in milliseconds. */
  readonly callMs: number;
  /** When nobody waits any more, in milliseconds since 1970. */
  readonly giveUpAt: number;
};

/**
 * Makes a call, again and again while its fault is one that passes. {@link Unavailable} when it is time to give up; any
 * other fault is thrown as it is, or as {@link RecordDamaged} if that is what it means.
 */
export async function insist<T>(
  { callMs, giveUpAt }: Patience,
  call: (deadline: number, heard: () => void) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      const deadline = Math.max(1, Math.min(callMs, giveUpAt - Date.now()));
      return await within(deadline, (heard) => call(deadline, heard));
    } catch (error) {
      if (!isPassing(error)) throw inOurWords(error);
      const pause = BACK_OFF_MS * attempt;
      if (Date.now() + pause >= giveUpAt)
        throw new Unavailable(`EventStoreDB does not answer: ${messageOf(error)}`, { cause: error });
      await sleep(pause);
    }
}

/** What the client calls a fault. */
export const typeOf = (error: unknown): string | undefined => (error as { type?: string } | undefined)?.type;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Nobody answered in time. */
class Silence extends Error {
  readonly type = 'timeout';
}

/**
 * A call that is not answered in time is given up; what it says later is no longer news. One that brings much says that it
 * was heard each time, and has the same time again.
 */
const within = <T>(ms: number, call: (heard: () => void) => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const overdue = setTimeout(() => reject(new Silence(`no answer in ${ms} ms`)), ms);
    call(() => overdue.refresh())
      .then(resolve, reject)
      .finally(() => clearTimeout(overdue));
  });

function isPassing(error: unknown): boolean {
  if (INVALID.test(messageOf(error))) return false;
  const type = typeOf(error);
  if (type !== undefined) return PASSING.has(type);
  return PASSING_CODES.has(Number((error as { code?: unknown } | undefined)?.code));
}

function inOurWords(error: unknown): unknown {
  if (INVALID_POSITION.test(messageOf(error)))
    return new RecordDamaged('a position that was known is none any more. Is it another log?');
  if (!['stream-deleted', 'stream-tombstoned'].includes(String(typeOf(error)))) return error;
  return new RecordDamaged(`a stream was deleted (${(error as { streamName?: string }).streamName}).`);
}
