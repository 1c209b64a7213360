import { authorOf, type Command, type Decider, LANGUAGES, type LegalAct, refuse } from '@baikoo/kernel';
import { NoteRejected, type NoteVerifier, partsOfKey, readVerifier, verifierText, WeakKey } from './signed-note.js';
import type { FormerKey, SigningKeyEvent } from './signing-keys.events.js';

/** `origin`: the name under which this record is signed now. */
type Decision = { vkey: string; why: string; act: LegalAct; origin: string };

export type SigningKeyCommand =
  /** `signing`: the key of the newest checkpoint that was published; null while there is none. */
  | Command<'AdoptSigningKey', Decision & { signing: string | null }>
  | Command<'RotateSigningKey', Decision & { formerKey: FormerKey }>;

export type SigningKeyRefusal =
  | 'REASON_REQUIRED'
  | 'DECISION_REQUIRED'
  | 'UNREADABLE_SIGNING_KEY'
  | 'WEAK_SIGNING_KEY'
  | 'SIGNING_KEY_ADOPTED'
  | 'OTHER_SIGNING_KEY'
  | 'NO_SIGNING_KEY'
  | 'SIGNING_KEY_USED'
  | 'KEY_OF_ANOTHER_LOG';

/** A key that the record names. `formerKey`: what became of the one before it; null of the first. */
export type NamedKey = { readonly vkey: string; readonly formerKey: FormerKey | null };

/** The keys that the record names, the oldest first. The last one is to sign. */
export type SigningKeys = readonly NamedKey[];

/** Which keys sign the checkpoints of the record. Whoever runs the system installs keys; an act says which ones count. */
export const signingKeys: Decider<SigningKeys, SigningKeyCommand, SigningKeyEvent, SigningKeyRefusal> = {
  initial: [],

  decide(keys, command) {
    const { vkey, why, act, by } = command;
    if (why.trim() === '') return refuse('REASON_REQUIRED', 'why');
    if (!LANGUAGES.some((language) => act.titles[language]?.trim())) return refuse('DECISION_REQUIRED', 'act');
    const key = readWhole(vkey);
    if (key === 'UNREADABLE_SIGNING_KEY' || key === 'WEAK_SIGNING_KEY') return refuse(key, 'vkey');
    const current = keys.at(-1);
    if (command.type === 'AdoptSigningKey') {
      if (current) return refuse('SIGNING_KEY_ADOPTED', 'vkey', { key: current.vkey });
      // What was published would be without an heir: no act says that its key was ever replaced.
      if (command.signing !== null && command.signing !== vkey)
        return refuse('OTHER_SIGNING_KEY', 'vkey', { key: command.signing });
      // The notary could not sign by it, and the record would have no key that counts.
      if (key.name !== command.origin) return refuse('KEY_OF_ANOTHER_LOG', 'vkey', { name: command.origin });
      return [{ type: 'SigningKeyAdopted', data: { vkey, why, act, adoptedBy: authorOf(by) } }];
    }
    if (!current) return refuse('NO_SIGNING_KEY', 'vkey');
    if (keys.some((known) => known.vkey === vkey)) return refuse('SIGNING_KEY_USED', 'vkey');
    const { formerKey } = command;
    // Only within one name a key can give its word for another. A chain that begins anew begins under the name of today: a
    // record that was restored may have a new one.
    const name = formerKey === 'HANDS_OVER' ? partsOfKey(current.vkey).name : command.origin;
    if (key.name !== name) return refuse('KEY_OF_ANOTHER_LOG', 'vkey', { name });
    const data = { vkey, formerVkey: current.vkey, formerKey, why, act, rotatedBy: authorOf(by) };
    return [{ type: 'SigningKeyRotated', data }];
  },

  evolve: (keys, { type, data }) => [
    ...keys,
    { vkey: data.vkey, formerKey: type === 'SigningKeyRotated' ? data.formerKey : null },
  ],
};

/** Only the one way in which a key is written: keys are compared as text. */
function readWhole(vkey: string): NoteVerifier | 'UNREADABLE_SIGNING_KEY' | 'WEAK_SIGNING_KEY' {
  try {
    const key = readVerifier(vkey);
    return verifierText(key) === vkey ? key : 'UNREADABLE_SIGNING_KEY';
  } catch (error) {
    if (error instanceof WeakKey) return 'WEAK_SIGNING_KEY';
    if (error instanceof NoteRejected) return 'UNREADABLE_SIGNING_KEY';
    throw error;
  }
}
