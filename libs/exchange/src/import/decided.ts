import type { Known } from '@baikoo/event-store';
import { type AnyEvent, type Decider, isRefusal, type Refusal } from '@baikoo/kernel';

/** One history with everything that was decided on it so far, in memory: the next decision stands on that. */
export class Decided<S, C, E extends AnyEvent, R extends string> {
  readonly events: E[] = [];
  #state: S;

  constructor(
    private readonly decider: Decider<S, C, E, R>,
    readonly stream: string,
    readonly revision: number,
    history: readonly E[] = [],
  ) {
    this.#state = history.reduce((held, event) => decider.evolve(held, event), decider.initial);
  }

  get state(): S {
    return this.#state;
  }

  get known(): Known {
    return { stream: this.stream, revision: this.revision };
  }

  /** Undefined when it was accepted; a refusal leaves everything as it was. */
  ask(command: C): Refusal<R> | undefined {
    const decision = this.decider.decide(this.#state, command);
    if (isRefusal<R>(decision)) return decision;
    this.events.push(...decision);
    this.#state = decision.reduce((held, event) => this.decider.evolve(held, event), this.#state);
    return undefined;
  }
}
