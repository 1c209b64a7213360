import { type Hash, HASH_BYTES } from './merkle.js';
import { NoteRejected, type NoteSigner, type NoteVerifier, openNote, readNote, signNote } from './signed-note.js';

/**
 * What a log says of itself at one moment: the hash above its first `size` events. The text of it is a C2SP
 * tlog-checkpoint (https://c2sp.org/tlog-checkpoint): origin, size and root in base64, each on a line of its own.
 */
export type Checkpoint = {
  /** Which log: the name under which its keys sign. */
  readonly origin: string;
  /** Events in the tree. */
  readonly size: number;
  readonly root: Hash;
};

/** A checkpoint with the keys by which it was believed. */
export type OpenedCheckpoint = Checkpoint & { readonly by: readonly NoteVerifier[] };

/** Begins the line behind the root by which a key names the one that follows it: an extension line of the C2SP format. */
const SUCCESSOR = 'successor ';

/** `successor`: the key, as text, that takes over from the one that signs. */
export const checkpointText = ({ origin, size, root }: Checkpoint, successor?: string): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n${successor === undefined ? '' : `${SUCCESSOR}${successor}\n`}`;

export const signCheckpoint = (checkpoint: Checkpoint, signers: readonly NoteSigner[], successor?: string): string =>
  signNote(checkpointText(checkpoint, successor), signers);

/** The key that the text of a checkpoint names as the next; undefined where it names none, or more than one. */
export function successorOf(text: string): string | undefined {
  const [named, ...others] = text.split('\n').filter((line, number) => number > 2 && line.startsWith(SUCCESSOR));
  return others.length === 0 ? named?.slice(SUCCESSOR.length) : undefined;
}

/** Reads the text of a checkpoint; lines after the third are allowed and passed over. Throws {@link NoteRejected}. */
export function readCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new NoteRejected('A checkpoint begins with the name of its log and the number of its events.');
  if (root.length !== HASH_BYTES || root.toString('base64') !== encoded || !text.endsWith('\n'))
    throw new NoteRejected('The third line of a checkpoint is the root in base64.');
  return { origin, size: Number(size), root };
}

/** A checkpoint that one of the verifiers signed, of the log that is its key's. Throws {@link NoteRejected}. */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): OpenedCheckpoint {
  const { text, by } = openNote(note, verifiers);
  const checkpoint = readCheckpoint(text);
  if (!by.some(({ name }) => name === checkpoint.origin))
    throw new NoteRejected(`The checkpoint of ${checkpoint.origin} is not signed by a key of that name.`);
  return { ...checkpoint, by };
}

/** The notes of a text to which checkpoints were appended one after the other, as witnesses collect them. */
export const notesOf = (collected: string): readonly string[] =>
  (collected.match(/[^—][^]*?\n\n(?:— .*\n)+/g) ?? []).map((note) => note.trimStart());

/** Of how many events a note says that it is, before anybody looks who signed it; undefined where it says nothing. */
export function claimedSize(note: string): number | undefined {
  try {
    return readCheckpoint(readNote(note).text).size;
  } catch (error) {
    if (error instanceof NoteRejected) return undefined;
    throw error;
  }
}
