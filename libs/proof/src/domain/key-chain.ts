import { NoteRejected, type NoteVerifier, openNote, readNote, readVerifier } from './signed-note.js';
import { readCheckpoint } from './checkpoint.js';

/**
 * The keys that may be believed by whoever knows the first: each of `candidates` for which a believed key gave its word, by a
 * checkpoint among `notes` that both have signed. The notes are looked through in their order, as they were published.
 */
export function believedKeys(
  first: readonly string[],
  candidates: readonly string[],
  notes: readonly string[],
): readonly NoteVerifier[] {
  const believed = first.map(readVerifier);
  const waiting = candidates.filter((vkey) => !first.includes(vkey)).map(readVerifier);
  for (const note of notes) {
    if (waiting.length === 0) break;
    const heir = waiting.find((candidate) => believed.some((former) => isHandover(note, former, candidate)));
    if (!heir) continue;
    believed.push(heir);
    waiting.splice(waiting.indexOf(heir), 1);
  }
  return believed;
}

/** Whether a note is a checkpoint that both keys, of one log, have signed: the former gives its word for the latter. */
export function isHandover(note: string, former: NoteVerifier, latter: NoteVerifier): boolean {
  if (former.name !== latter.name) return false;
  try {
    // Nearly every checkpoint has one signature, which need not be tried.
    if (readNote(note).signatures.length < 2) return false;
    const { text, by } = openNote(note, [former, latter]);
    return by.length === 2 && readCheckpoint(text).origin === latter.name;
  } catch (error) {
    if (error instanceof NoteRejected) return false;
    throw error;
  }
}
