import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyEvent, type Decider, isRefusal, type Moment, type Refusal, refuse } from '@baikoo/kernel';
import { type Cause, type EventStore, type Receipt, type Recorded, StreamMoved } from './event-store.js';
import { allKnown } from './known.js';
import { NotRecordable, type Unrecordable } from './recordable.js';

/** Refusals that any command can meet, whatever it asks for. */
export type CommonRefusal =
  'COMMAND_ID_REUSED' | 'CHANGED_MEANWHILE' | 'TOO_LARGE' | 'NOT_RECORDABLE' | 'CHANGED_SINCE' | 'NOT_THAT_FAR';

export type Execution<S, C, E extends AnyEvent, R extends string> = {
  readonly decider: Decider<S, C, E, R>;
  readonly stream: string;
  /** The command, or how it is made from what other histories hold: then it is made anew for each attempt. */
  readonly command: C | (() => Promise<C>);
  readonly cause: Cause;
  /** The histories that the command is made from. The decision stands only if none of them moves meanwhile. */
  readonly restsOn?: readonly string[];
};

/** How often a decision is taken anew because somebody else wrote in between. */
const ATTEMPTS = 20;

/**
 * The only door to the record: read, decide, append. A command seen before returns its first receipt without being
 * decided again; one that meets a concurrent writer is decided again on what the other left. Throws `UnknownFact` when
 * the history, or one that the command rests on, holds an event that this build does not know: what it would decide
 * could be wrong.
 */
export async function execute<S, C extends object, E extends AnyEvent, R extends string>(
  store: EventStore,
  { decider, stream, command, cause: asked, restsOn = [] }: Execution<S, C, E, R>,
): Promise<Receipt | Refusal<R | CommonRefusal>> {
  const { expectedRevision, ...cause } = asked;
  const earlier = await store.findReceipt(cause.commandId);
  if (earlier) return ifSameWish(earlier, stream, cause);

  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const known = await Promise.all(restsOn.map(async (other) => ({ stream: other, ...(await lastOf(store, other)) })));
    const wish = typeof command === 'function' ? await command() : command;
    const history = allKnown<E>(await store.read(stream));
    const moved = findMove(history, expectedRevision);
    if (moved) return moved;
    const state = history.reduce((held, event) => decider.evolve(held, event), decider.initial);
    const decision = decider.decide(state, wish);
    if (isRefusal<R>(decision)) return decision;
    try {
      const receipt = await store.append(stream, history.at(-1)?.revision ?? 0, decision, cause, known);
      return ifSameWish(receipt, stream, cause);
    } catch (error) {
      const refusal = error instanceof NotRecordable && refusalOf[error.problem];
      if (refusal) return refuse(refusal, error.path, { path: error.path });
      if (!(error instanceof StreamMoved)) throw error;
      await sleep(attempt * 2);
    }
  }
  return refuse('CHANGED_MEANWHILE');
}

/** Of the facts since, at most so many of the newest are told: a refusal is read by a person. */
const MOST_TOLD = 20;

/** Two people at once: who decided on what has changed since is told what, when and by whom, as JSON in `facts`. */
function findMove(
  history: readonly Recorded[],
  expected: number | null | undefined,
): Refusal<CommonRefusal> | undefined {
  const revision = history.at(-1)?.revision ?? 0;
  if (expected == null || expected === revision) return undefined;
  if (expected > revision) return refuse('NOT_THAT_FAR', 'expectedRevision', { revision: String(revision) });
  const facts = history
    .filter((event) => event.revision > expected)
    .slice(-MOST_TOLD)
    .map(({ type, recordedAt, cause: { organisationId, roleAtTime: role } }): FactSince => ({
      ...{ type, recordedAt, organisationId, role },
    }));
  return refuse('CHANGED_SINCE', 'expectedRevision', { revision: String(revision), facts: JSON.stringify(facts) });
}

/** What somebody else did meanwhile. No person: a role of an organisation. */
export type FactSince = {
  readonly type: string;
  readonly recordedAt: Moment;
  readonly organisationId: string;
  readonly role: string;
};

/** What a caller can mend by saying it otherwise. A decision without events or name is a fault of ours, and thrown. */
const refusalOf: Partial<Record<Unrecordable, CommonRefusal>> = {
  TOO_LARGE: 'TOO_LARGE',
  NOT_JSON: 'NOT_RECORDABLE',
  BROKEN_TEXT: 'NOT_RECORDABLE',
};

const lastOf = async (store: EventStore, stream: string) => ({
  revision: allKnown(await store.read(stream)).at(-1)?.revision ?? 0,
});

/**
 * What another aggregate decides on now, for rules that need to know of it: read from the record, never stale. Throws
 * `UnknownFact` as {@link execute} does, because a decision is going to rest on it.
 */
export async function stateOf<S, C, E extends AnyEvent, R extends string>(
  store: EventStore,
  decider: Decider<S, C, E, R>,
  stream: string,
): Promise<S> {
  const history = allKnown<E>(await store.read(stream));
  return history.reduce((held, event) => decider.evolve(held, event), decider.initial);
}

/** A replay is only a replay if it asks the same thing: an id used for something else would hide the second wish. */
const ifSameWish = (receipt: Receipt, stream: string, { fingerprint }: Cause): Receipt | Refusal<CommonRefusal> =>
  receipt.stream === stream && receipt.fingerprint === fingerprint ? receipt : refuse('COMMAND_ID_REUSED', 'commandId');
