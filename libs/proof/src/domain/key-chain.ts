import { NoteRejected, type NoteVerifier, openNote, readNote, readVerifier } from './signed-note.js';
import { readCheckpoint, successorOf } from './checkpoint.js';

/**
 * The keys that may be believed by whoever knows the first: each of `candidates` for which a believed key gave its word, by a
 * checkpoint among `notes` in which it names the key and that both have signed. The notes are looked through in their order,
 * as they were published.
 */
export function believedKeys(
  first: readonly string[],
  candidates: readonly string[],
  notes: readonly string[],
): readonly NoteVerifier[] {
  const believed = [...first];
  const waiting = candidates.filter((vkey) => !first.includes(vkey));
  for (const note of notes) {
    if (waiting.length === 0) break;
    const heir = waiting.find((candidate) => believed.some((former) => isHandover(note, former, candidate)));
    if (heir === undefined) continue;
    believed.push(heir);
    waiting.splice(waiting.indexOf(heir), 1);
  }
  return believed.map(readVerifier);
}

/**
 * Whether a note is a checkpoint that names the latter key as the successor and that both keys, of one log, have signed. Two
 * signatures alone are no handover: anybody can put theirs under a checkpoint that is published. The former has to have signed
 * the name of the latter, and the latter that it is the one meant.
 */
export function isHandover(note: string, former: string, latter: string): boolean {
  try {
    // Nearly every checkpoint has one signature, which need not be tried.
    if (readNote(note).signatures.length < 2) return false;
    const [from, to] = [readVerifier(former), readVerifier(latter)];
    const { text, by } = openNote(note, [from, to]);
    const isOfTheLog = from.name === to.name && readCheckpoint(text).origin === to.name;
    return by.length === 2 && isOfTheLog && successorOf(text) === latter;
  } catch (error) {
    if (error instanceof NoteRejected) return false;
    throw error;
  }
}
