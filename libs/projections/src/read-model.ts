import type { Recorded } from '@baikoo/event-store';
import type { AnyEvent } from '@baikoo/kernel';

/**
 * A read model is a fold: which rows an event touches, and what each of them becomes. Pure; `undefined` is "no row".
 * The runner loads, folds, writes and keeps every former version, so that any question can be asked as of any position.
 */
export type ReadModel<Row extends { readonly id: string }, E extends AnyEvent> = {
  /** A table of schema `read` with a text column `id` as its key. */
  readonly table: string;
  /** It says again, in another order, what other tables say: a trail of changes shows theirs and not its own. */
  readonly derived?: true;
  /** Ids of the rows that the event touches; most events touch none. */
  keys(event: Recorded<E>): readonly string[];
  evolve(row: Row | undefined, event: Recorded<E>, id: string): Row | undefined;
};

/** An event as a fold meets it, for the functions that a fold is split into. */
export type Met<E extends AnyEvent> = Recorded<E>;

/** Any read model, for lists of them: each `evolve` only ever meets the rows and events that are its own. */
// oxlint-disable-next-line typescript/no-explicit-any -- the row and event types differ from model to model
export type AnyReadModel = ReadModel<any, any>;

/** Tables that belong together: one checkpoint, advanced in one transaction. */
export type Projection = {
  readonly name: string;
  /** Raise it when a fold changes: the tables are then built anew from the record. */
  readonly version: number;
  /** The file that creates the tables, from the root of the project. */
  readonly schema: string;
  readonly models: readonly AnyReadModel[];
};
