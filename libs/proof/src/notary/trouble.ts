import type { KeyTrouble } from '../domain/index.js';

const KEY_TROUBLES: ReadonlySet<string> = new Set<KeyTrouble>([
  ...(['KEY_NOT_RECORDED', 'KEY_REPLACED', 'KEY_WITHDRAWN', 'FORMER_KEY_MISSING', 'KEY_CHANGED_WITHOUT_ACT'] as const),
]);

/** Whether it is the installed keys that are wrong: another process may have the right ones. */
export const isOfTheKey = (state: string | null | undefined): state is KeyTrouble =>
  state != null && KEY_TROUBLES.has(state);

/** What keeps a notary from its work, for an operator. Only of the last one are checkpoints signed all the same. */
export type NotaryTrouble =
  | KeyTrouble
  /** The tree does not hold what was published: the record or its tree was changed since. */
  | 'OTHER_EVENTS'
  /** The record ends before what was published. */
  | 'TOO_SHORT'
  /** Of the events since the newest checkpoint the tree holds something else than the record. */
  | 'TREE_DIFFERS'
  /** The book holds a checkpoint that the key it names did not sign. */
  | 'UNSIGNED_CHECKPOINT'
  /** The file for witnesses holds something else than was published. */
  | 'FILE_DIFFERS'
  /** The file for witnesses cannot be written. */
  | 'FILE_UNWRITABLE';

const SENTENCES: Readonly<Record<NotaryTrouble, string>> = {
  KEY_NOT_RECORDED:
    'Nothing is signed: the record names signing keys, and the installed one is not among them (docs/proof.md).',
  KEY_REPLACED:
    'Nothing is signed: another key has taken the place of the installed one. Install the one that the record names last.',
  KEY_WITHDRAWN:
    'Nothing is signed: the record says that the installed key was lost or may be in other hands. Install the new one.',
  FORMER_KEY_MISSING:
    'Nothing is signed: the new key takes over by a checkpoint that both keys sign. Name the former one as PROOF_FORMER_KEY_FILE.',
  KEY_CHANGED_WITHOUT_ACT:
    'Nothing is signed: earlier checkpoints were signed by another key, and the record does not say that it was replaced.',
  OTHER_EVENTS:
    'NOTHING IS SIGNED: THE RECORD IS NOT WHAT WAS PUBLISHED. It or its tree was changed. Keep everything as it is; `baikoo verify --checkpoint` finds where.',
  TOO_SHORT:
    'NOTHING IS SIGNED: THE RECORD ENDS BEFORE WHAT WAS PUBLISHED. Its tail was cut off, or an older backup was restored. Keep everything as it is.',
  TREE_DIFFERS:
    'NOTHING IS SIGNED: THE TREE IS NOT THAT OF THE RECORD. Hashes of events since the newest checkpoint were forged, or the events changed. Keep everything as it is; `baikoo checkpoint --rehash` finds where.',
  UNSIGNED_CHECKPOINT:
    'NOTHING IS SIGNED: THE LIST OF CHECKPOINTS HOLDS ONE THAT ITS KEY DID NOT SIGN. Somebody wrote it into the database. Keep everything as it is, and tell witnesses.',
  FILE_DIFFERS:
    'Nothing is signed: the file of checkpoints holds something else than was published. Keep a copy, find out why, then move it away: it is written anew.',
  FILE_UNWRITABLE: 'Checkpoints are signed, but the file of checkpoints cannot be written.',
};

export const sentenceOfTrouble = (trouble: NotaryTrouble): string => SENTENCES[trouble];
