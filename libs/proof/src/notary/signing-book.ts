import { NoteRejected, type NoteVerifier, openCheckpoint, readVerifier } from '../domain/index.js';
import { CheckpointBook, type PublishedCheckpoint } from '../kept/index.js';
import type { NotaryTrouble } from './trouble.js';

/** A checkpoint with the keys that signed it, as text. */
export type SignedCheckpoint = Omit<PublishedCheckpoint, 'signedAt'> & {
  readonly key: string;
  /** The key that hands over by this checkpoint, which signed it too; null of all others. */
  readonly formerKey: string | null;
};

export type BookEntry = SignedCheckpoint & Pick<PublishedCheckpoint, 'signedAt'> & { readonly number: bigint };

/** Whether a note is a checkpoint that one of the keys has signed. */
export const isSignedBy = (note: string, keys: readonly NoteVerifier[]): boolean =>
  isAccepted(() => openCheckpoint(note, keys));

/** Whether a checkpoint bears the signatures that it is kept with: whoever can write to the book can make keys of their own. */
export const isSignedByItsKey = ({ note, key, formerKey }: BookEntry): boolean =>
  isAccepted(() => {
    for (const each of formerKey === null ? [key] : [formerKey, key]) openCheckpoint(note, [readVerifier(each)]);
  });

function isAccepted(read: () => void): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof NoteRejected) return false;
    throw error;
  }
}

/** The book as the notary writes it. */
export abstract class SigningBook extends CheckpointBook {
  /** Adds a checkpoint. One that is there already, by another notary, is left as it is. */
  abstract add(checkpoint: SignedCheckpoint): Promise<void>;

  /** In the order in which they were published: up to `limit` of those after a number; the first is after 0. */
  abstract inOrder(after: bigint, limit: number): Promise<readonly BookEntry[]>;

  /** The same with what is no checkpoint of an own key, which somebody else has written. */
  abstract everything(after: bigint, limit: number): Promise<readonly BookEntry[]>;

  /** Whether each is signed by the key that it names, and that is one of the record. */
  abstract areOwn(entries: readonly BookEntry[]): Promise<boolean>;

  /** The number after which those of `size` events and more begin; undefined where there are none. */
  abstract numberBefore(size: number): Promise<bigint | undefined>;

  abstract override findNewest(): Promise<BookEntry | undefined>;

  /** Does some work while no other process does any under this lock: signing, and writing to a file that two may share. */
  abstract alone<T>(work: () => Promise<T>): Promise<T>;

  /** Keeps why nothing is signed just now; null: nothing is wrong. */
  abstract report(trouble: NotaryTrouble | null): Promise<void>;

  /** What was reported last, and since when it is so. */
  abstract trouble(): Promise<{ readonly trouble: NotaryTrouble | null; readonly since: string }>;
}
