import type { Cause, NewEvent, Position } from '@baikoo/event-store';
import {
  type Actor,
  type AnyEvent,
  type Decider,
  isRefusal,
  type Moment,
  type Refusal,
  type Without,
} from '@baikoo/kernel';
import { Chance } from './chance.js';

/** One decision: what a command appends to its stream. */
export type GeneratedAppend = {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly (NewEvent & { readonly eventId: string })[];
  readonly cause: Cause;
};

/** Decisions of one moment that do not depend on each other, and where the first event of them stands. */
export type Batch = {
  readonly at: Moment;
  readonly first: Position;
  readonly events: number;
  readonly appends: readonly GeneratedAppend[];
};

/** A decision that was written down: its events, and the position of the last. */
export type Decided<E extends AnyEvent> = {
  readonly events: readonly (E & { readonly eventId: string })[];
  readonly position: Position;
  readonly cause: Cause;
};

/** Below what the store puts into one transaction, so that a batch is never divided. */
const MOST_APPENDS = 250;

type Held = { readonly state: unknown; readonly revision: number };

/**
 * Takes commands as the handlers do, without a database: decides each on the state of its history, evolves that state
 * and keeps what was decided until it is fetched. Only states are held, never histories.
 */
export class Scribe {
  /** When whatever is asked next is asked, and the record learns of it. */
  now: Moment = '';
  readonly #held = new Map<string, Held>();
  readonly #ids: Chance;
  #commands = 0;
  #position: Position = 0n;
  #appends: GeneratedAppend[] = [];
  #streams = new Set<string>();
  #first: Position = 1n;
  #closed: Batch[] = [];

  constructor(private readonly seed: number) {
    this.#ids = Chance.ofSeed(seed).another();
  }

  get position(): Position {
    return this.#position;
  }

  stateOf<S, C, E extends AnyEvent, R extends string>(decider: Decider<S, C, E, R>, stream: string): S {
    const held = this.#held.get(stream);
    return held ? (held.state as S) : decider.initial;
  }

  /** Asks for something that the domain must accept: a refusal is a fault of the generator. */
  ask<S, C extends Asked, E extends AnyEvent, R extends string>(
    decider: Decider<S, C, E, R>,
    stream: string,
    command: Without<C, 'at'>,
    cause?: Cause,
  ): Decided<E> {
    const decided = this.tryAsk(decider, stream, command, cause);
    if (isRefusal(decided))
      throw new Error(`The generated history is refused at ${stream}: ${JSON.stringify({ ...decided, command })}`);
    return decided;
  }

  /** Asks for something that the domain may refuse; then nothing is written. */
  tryAsk<S, C extends Asked, E extends AnyEvent, R extends string>(
    decider: Decider<S, C, E, R>,
    stream: string,
    command: Without<C, 'at'>,
    cause: Cause = this.#causeOf(command as C),
  ): Decided<E> | Refusal<R> {
    const held = this.#held.get(stream);
    const state = held ? (held.state as S) : decider.initial;
    const decision = decider.decide(state, { ...command, at: this.now } as C);
    if (isRefusal<R>(decision)) return decision;

    const revision = held?.revision ?? 0;
    const events = decision.map((event) => ({ ...event, eventId: this.#ids.uuid() }));
    this.#held.set(stream, {
      state: events.reduce((before, event) => decider.evolve(before, event), state),
      revision: revision + events.length,
    });
    if (this.#streams.has(stream) || this.#appends.length === MOST_APPENDS) this.#close();
    this.#streams.add(stream);
    this.#appends.push({ stream, expected: revision, events, cause });
    this.#position += BigInt(events.length);
    return { events, position: this.#position, cause };
  }

  /** Nothing more is going to happen there: its state need not be held. */
  forget(stream: string): void {
    this.#held.delete(stream);
  }

  /** What was decided since the last time, in its order. */
  take(): readonly Batch[] {
    this.#close();
    const batches = this.#closed;
    this.#closed = [];
    return batches;
  }

  #close(): void {
    if (this.#appends.length === 0) return;
    const events = Number(this.#position - this.#first) + 1;
    this.#closed.push({ at: this.now, first: this.#first, events, appends: this.#appends });
    this.#first = this.#position + 1n;
    this.#appends = [];
    this.#streams = new Set();
  }

  #causeOf({ by }: Asked): Cause {
    const id = `generated:${this.seed}:${++this.#commands}`;
    return {
      ...{ commandId: id, correlationId: id, causationId: null },
      ...{ actorId: by.personId, organisationId: by.organisationId, roleAtTime: by.role },
      ...{ territoryAtTime: by.territoryId, onBehalfOf: by.onBehalfOf },
      ...{ reason: 'Generated for trials', legalBasis: null, fingerprint: null, effectiveAt: null },
    };
  }
}

type Asked = { readonly type: string; readonly by: Actor; readonly at: Moment };
