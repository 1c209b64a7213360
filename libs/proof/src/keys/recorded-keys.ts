import { allKnown, type EventStore } from '@baikoo/event-store';
import { type SigningKeyEvent, type SigningKeys, signingKeys } from '../domain/index.js';

/** One history for the keys of the whole record. */
export const SIGNING_KEYS_STREAM = 'keys-record';

export const signingKeysStream = (id: string) => `keys-${id}`;

/** The keys that the record names. Throws `UnknownFact` when this build does not know all of that history. */
export async function recordedKeys(record: Pick<EventStore, 'read'>): Promise<SigningKeys> {
  const history = allKnown<SigningKeyEvent>(await record.read(SIGNING_KEYS_STREAM));
  return history.reduce(signingKeys.evolve, signingKeys.initial);
}
