import type { Position, Recorded } from '@baikoo/event-store';
import type { LegalAct, Moment } from '@baikoo/kernel';
import type { FormerKey, SigningKeyEvent } from '../domain/index.js';

/** A key that signs or signed checkpoints, and how the record came to it. */
export type KnownKey = {
  /** `name+id+base64`. */
  readonly vkey: string;
  /** The act that named it; undefined of keys that signed without one. */
  readonly named?: { readonly act: LegalAct; readonly at: Moment; readonly position: Position };
  /** What the act that named the next one says of it; null while there is no next one. */
  readonly became: FormerKey | null;
};

/** Every key that the record names, the oldest first; while it names none, those that signed all the same. */
export function keyHistory(
  named: readonly Recorded<SigningKeyEvent>[],
  signing: readonly string[],
): readonly KnownKey[] {
  if (named.length === 0) return signing.map((vkey) => ({ vkey, became: null }));
  return named.map(({ data: { vkey, act }, recordedAt: at, position }, i) => {
    const next = named[i + 1];
    const became = next?.type === 'SigningKeyRotated' ? next.data.formerKey : null;
    return { vkey, named: { act, at, position }, became };
  });
}
