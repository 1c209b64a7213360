import type { SigningKeys } from './signing-keys.js';

/** The public keys that an operator has installed. */
export type InstalledKeys = { readonly key: string; readonly formerKey: string | undefined };

/** Why the installed key signs nothing. */
export type KeyTrouble =
  /** The record names keys, and this one is not among them. */
  | 'KEY_NOT_RECORDED'
  /** Another key has taken its place already. */
  | 'KEY_REPLACED'
  /** The record says that it was lost, or that somebody else may have it. */
  | 'KEY_WITHDRAWN'
  /** It is to take over, and the key that hands over is not installed beside it. */
  | 'FORMER_KEY_MISSING'
  /** What was published so far was signed by another key, and no act says that it was replaced. */
  | 'KEY_CHANGED_WITHOUT_ACT';

export type Signature = 'BY_KEY' | 'BY_BOTH' | KeyTrouble;

/**
 * Who signs the next checkpoint: the installed key, both because the former hands over, or nobody, and why. `last` is the key
 * that signed the newest checkpoint; undefined while nothing was published.
 */
export function whoSigns(keys: SigningKeys, { key, formerKey }: InstalledKeys, last: string | undefined): Signature {
  const current = keys.at(-1);
  if (!current) return last === undefined || last === key ? 'BY_KEY' : 'KEY_CHANGED_WITHOUT_ACT';
  const place = keys.findIndex(({ vkey }) => vkey === key);
  if (place === -1) return 'KEY_NOT_RECORDED';
  // Between the act and the installation of the new key the former one goes on, if its word still counts.
  if (last === key) return handsOver(keys, place) ? 'BY_KEY' : 'KEY_WITHDRAWN';
  if (key !== current.vkey) return keys[place + 1]?.formerKey === 'HANDS_OVER' ? 'KEY_REPLACED' : 'KEY_WITHDRAWN';
  if (last === undefined) return 'BY_KEY';
  const lastPlace = keys.findIndex(({ vkey }) => vkey === last);
  if (lastPlace === -1) return 'KEY_CHANGED_WITHOUT_ACT';
  if (!handsOver(keys, lastPlace)) return 'BY_KEY';
  return formerKey === last ? 'BY_BOTH' : 'FORMER_KEY_MISSING';
}

/** Whether no act since has taken the word from the key at that place. */
const handsOver = (keys: SigningKeys, place: number): boolean =>
  keys.slice(place + 1).every(({ formerKey }) => formerKey === 'HANDS_OVER');
