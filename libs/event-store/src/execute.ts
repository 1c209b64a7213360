import { type AnyEvent, type Decider, isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { type Cause, type EventStore, type Receipt, type Recorded, StreamMoved } from './event-store.js';

/** Refusals that any command can meet, whatever it asks for. */
export type CommonRefusal = 'COMMAND_ID_REUSED' | 'CHANGED_MEANWHILE';

export type Execution<S, C, E extends AnyEvent, R extends string> = {
  readonly decider: Decider<S, C, E, R>;
  readonly stream: string;
  readonly command: C;
  readonly cause: Cause;
};

/** How often a decision is taken anew because somebody else wrote to the stream in between. */
const ATTEMPTS = 5;

/**
 * The only door to the record: read, decide, append. A command seen before returns its first receipt without being
 * decided again; one that meets a concurrent writer is decided again on what the other left.
 */
export async function execute<S, C, E extends AnyEvent, R extends string>(
  store: EventStore,
  { decider, stream, command, cause }: Execution<S, C, E, R>,
): Promise<Receipt | Refusal<R | CommonRefusal>> {
  const earlier = await store.findReceipt(cause.commandId);
  if (earlier) return ofThisStream(earlier, stream);

  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const history = (await store.read(stream)) as readonly Recorded<E>[];
    const state = history.reduce((held, event) => decider.evolve(held, event), decider.initial);
    const decision = decider.decide(state, command);
    if (isRefusal<R>(decision)) return decision;
    try {
      return ofThisStream(await store.append(stream, history.at(-1)?.revision ?? 0, decision, cause), stream);
    } catch (error) {
      if (!(error instanceof StreamMoved)) throw error;
    }
  }
  return refuse('CHANGED_MEANWHILE');
}

/** What another aggregate decides on now, for rules that need to know of it: read from the record, never stale. */
export async function stateOf<S, C, E extends AnyEvent, R extends string>(
  store: EventStore,
  decider: Decider<S, C, E, R>,
  stream: string,
): Promise<S> {
  const history = (await store.read(stream)) as readonly Recorded<E>[];
  return history.reduce((held, event) => decider.evolve(held, event), decider.initial);
}

/** A replay is only a replay if it asks the same thing: an id used for something else would hide the second wish. */
const ofThisStream = (receipt: Receipt, stream: string): Receipt | Refusal<CommonRefusal> =>
  receipt.stream === stream ? receipt : refuse('COMMAND_ID_REUSED', 'commandId');
