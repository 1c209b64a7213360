import { open } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { NoteRejected, type NoteVerifier, readVerifier } from '@baikoo/proof';

/** A checkpoint is a few lines; nobody reads more of a file that somebody calls one. */
const LONGEST_CHECKPOINT = 65_536;

/** A public key as an option gives it. */
export function publicKey(text: string): NoteVerifier {
  try {
    return readVerifier(text);
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
    throw new InvalidArgumentError(error.message);
  }
}

/** The text of a checkpoint that somebody kept in a file. */
export async function readNoteFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(LONGEST_CHECKPOINT + 1), 0);
    if (bytesRead > LONGEST_CHECKPOINT) throw new Error(`${path} is too long for a checkpoint.`);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}
