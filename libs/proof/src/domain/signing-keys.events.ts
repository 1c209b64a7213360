import type { Author, Event, LegalAct } from '@baikoo/kernel';

/**
 * What becomes of the key before a new one. HANDS_OVER: it signs one last checkpoint together with the new key. LOST: nobody
 * has it any more. COMPROMISED: somebody else may have it, so its word for the new key is worth nothing.
 */
export type FormerKey = 'HANDS_OVER' | 'LOST' | 'COMPROMISED';

/** Which keys sign the checkpoints of the record, by whose decision. Kept for ever: a changed shape takes an upcast. */
export type SigningKeyEvent =
  | Event<
      'SigningKeyAdopted',
      {
        /** The public key: `name+id+base64`. */
        vkey: string;
        why: string;
        act: LegalAct;
        adoptedBy: Author;
      }
    >
  | Event<
      'SigningKeyRotated',
      {
        vkey: string;
        /** The one that the record named until then. */
        formerVkey: string;
        formerKey: FormerKey;
        why: string;
        act: LegalAct;
        rotatedBy: Author;
      }
    >;
