import type { Moment } from '@baikoo/kernel';
import type { BundleKey } from '../bundle/bundle-source.js';
import type { Checkpoint } from '../domain/index.js';

/** A checkpoint that was signed and published. */
export type PublishedCheckpoint = Checkpoint & {
  /** The signed text: a C2SP signed note. */
  readonly note: string;
  readonly signedAt: Moment;
};

/** Every checkpoint that was published, and the keys that they were signed by. They only grow. */
export abstract class CheckpointBook {
  /** Undefined while nothing was signed. */
  abstract findNewest(): Promise<PublishedCheckpoint | undefined>;

  /** The one of exactly that many events. */
  abstract findBySize(size: number): Promise<PublishedCheckpoint | undefined>;

  /** The newest first: up to `limit` of those with fewer than `below` events. */
  abstract list(page: { readonly below?: number; readonly limit: number }): Promise<readonly PublishedCheckpoint[]>;

  /** How many {@link list} has. */
  abstract count(): Promise<number>;

  /** The chain of keys, from the first; each but the first with the checkpoint that it and the one before it both signed. */
  abstract keys(): Promise<readonly BundleKey[]>;
}
