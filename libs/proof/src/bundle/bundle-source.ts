import type { HashReader, LeafEvent } from '../domain/index.js';
import type { BundleScope } from './format.js';

/** An event with its place in the record, the first of which is 0. */
export type PlacedEvent = { readonly index: number; readonly event: LeafEvent };

/** A key of the record, and the checkpoint that it and the key before it have both signed; the first has none. */
export type BundleKey = { readonly vkey: string; readonly handover: string | null };

/** Where what a bundle holds comes from. */
export type BundleSource = {
  readonly scope: BundleScope;
  /** The signed text, by the last of the keys. */
  readonly checkpoint: string;
  readonly keys: readonly BundleKey[];
  readonly hashes: HashReader;
  /** The events of the scope by place, anew at each call: they are read once for each language and once for the proofs. */
  events(): AsyncIterable<PlacedEvent>;
  /** Sizes of earlier trees from which the bundle shows that the record was continued. */
  readonly earlier?: readonly number[];
};
