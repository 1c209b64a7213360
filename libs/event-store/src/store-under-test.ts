import { setTimeout as sleep } from 'node:timers/promises';
import { type Cause, type EventStore, type Position, type Recorded, StreamMoved } from './event-store.js';
import { followLog } from './follow-log.js';

let commands = 0;
/** A cause for specs; each has a commandId of its own unless one is given. */
export const aCause = (about: Partial<Cause> = {}): Cause => ({
  commandId: `command-${++commands}`,
  correlationId: 'correlation-1',
  causationId: null,
  actorId: 'person',
  organisationId: 'organisation',
  roleAtTime: 'COMMISSION_SECRETARY',
  territoryAtTime: null,
  onBehalfOf: null,
  reason: null,
  legalBasis: null,
  effectiveAt: null,
  fingerprint: null,
  ...about,
});

/** A store with the faults that can happen to it. */
export type StoreUnderTest = {
  readonly store: EventStore;
  /** The same record, opened by another process (or as if by one: it shares nothing in memory). */
  another(): Promise<EventStore>;
  setClock(moment: string): void;
  /** The next append of `store` reaches the record, but its answer is lost on the way back: the caller gets an error. */
  loseNextAnswer(): void;
  /** The next append of `store` stops in the middle until the returned function is called. */
  holdNextAppend(): () => void;
  /** Every connection that the stores hold breaks now. */
  dropConnections(): Promise<void>;
  close(): Promise<void>;
};

export type ContractOptions = {
  /** Random histories that are compared with the model. */
  readonly histories: number;
};

/** Follows until so many events have come, through errors of the connection. */
export async function follow(store: EventStore, after: Position, count: number, limit = 100, category?: string) {
  const seen: Recorded[] = [];
  const ending = new AbortController();
  const deadline = Date.now() + 20_000;
  while (seen.length < count) {
    if (Date.now() > deadline) throw new Error(`Only ${seen.length} of ${count} events came.`);
    try {
      const options = { limit, pollMs: 200, signal: ending.signal, ...(category && { category }) };
      for await (const page of followLog(store, seen.at(-1)?.position ?? after, options)) {
        seen.push(...page);
        if (seen.length >= count) break;
      }
    } catch {
      await sleep(50);
    }
  }
  return seen;
}

/** What a client does that does not know whether it was heard: the same command again. */
export async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof StreamMoved || tries === 20) throw error;
      await sleep(50);
    }
}
