import type { Moment } from '@baikoo/kernel';

/** What time it is; specs say so themselves. */
export abstract class Clock {
  abstract now(): Moment;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
