import { open } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { NoteRejected, type NoteVerifier, readVerifier } from '@baikoo/proof/light';

/** A checkpoint has some 200 bytes: so long is what was collected each hour for ten years. */
const LONGEST = 16_777_216;

/** A public key as an option gives it. */
export function publicKey(text: string): NoteVerifier {
  try {
    return readVerifier(text);
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
    throw new InvalidArgumentError(error.message);
  }
}

/** The public keys of a file, one a line. */
export const keysOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** The text of a checkpoint that somebody kept in a file, or of many. */
export async function readNotesFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    if ((await file.stat()).size > LONGEST) throw new Error(`${path} is too long for checkpoints.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
