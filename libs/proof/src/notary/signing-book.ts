import { CheckpointBook, type PublishedCheckpoint } from '../kept/index.js';
import type { NotaryTrouble } from './trouble.js';

/** A checkpoint with the keys that signed it, as text. */
export type SignedCheckpoint = Omit<PublishedCheckpoint, 'signedAt'> & {
  readonly key: string;
  /** The key that hands over by this checkpoint, which signed it too; null of all others. */
  readonly formerKey: string | null;
};

export type BookEntry = SignedCheckpoint & Pick<PublishedCheckpoint, 'signedAt'> & { readonly number: bigint };

/** The book as the notary writes it. */
export abstract class SigningBook extends CheckpointBook {
  /** Adds a checkpoint. One that is there already, by another notary, is left as it is. */
  abstract add(checkpoint: SignedCheckpoint): Promise<void>;

  /** In the order in which they were published: up to `limit` of those after a number; the first is after 0. */
  abstract inOrder(after: bigint, limit: number): Promise<readonly BookEntry[]>;

  abstract override findNewest(): Promise<BookEntry | undefined>;

  /** Does some work while no other process does any under this lock: signing, and writing to a file that two may share. */
  abstract alone<T>(work: () => Promise<T>): Promise<T>;

  /** Keeps why nothing is signed just now; null: nothing is wrong. */
  abstract report(trouble: NotaryTrouble | null): Promise<void>;

  abstract trouble(): Promise<{ readonly trouble: NotaryTrouble; readonly since: string } | undefined>;
}
