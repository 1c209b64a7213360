import type { AnyEvent } from './decider.js';

/**
 * Turns the data of one version of a shape into that of the next. Pure, and without touching what it is given: it runs
 * whenever an old event is read, and the record keeps what was written.
 */
export type Upcast<Old = never, New extends object = object> = (data: Old) => New;

/**
 * The way from the first shape of a type of event to the current one. The current version is one more than there are
 * steps, so a shape that never changed has none. The last step yields the data that deciders and read models know.
 */
export type Upcasts<Data extends object> = readonly [] | readonly [...Upcast[], Upcast<never, Data>];

/** Every type of event of a history with its shapes: one that is missing does not compile. */
export type ShapesOf<E extends AnyEvent> = {
  readonly [Type in E['type']]: Upcasts<Extract<E, { readonly type: Type }>['data']>;
};
