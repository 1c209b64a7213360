import { allKnown, type EventStore, type Recorded } from '@baikoo/event-store';
import { type SigningKeyEvent, type SigningKeys, signingKeys } from '../domain/index.js';

/** One history for the keys of the whole record. */
export const SIGNING_KEYS_STREAM = 'keys-record';

export const signingKeysStream = (id: string) => `keys-${id}`;

/** What was decided about keys. Throws `UnknownFact` when this build does not know all of that history. */
export const keyEvents = async (record: Pick<EventStore, 'read'>): Promise<readonly Recorded<SigningKeyEvent>[]> =>
  allKnown<SigningKeyEvent>(await record.read(SIGNING_KEYS_STREAM));

/** The keys that the record names. Throws as {@link keyEvents} does. */
export const recordedKeys = async (record: Pick<EventStore, 'read'>): Promise<SigningKeys> =>
  (await keyEvents(record)).reduce(signingKeys.evolve, signingKeys.initial);
