import type { EventStore, Position, Recorded } from '@baikoo/event-store';

/** Several histories as one, in the order of the record; up to a position, or all that there is. */
export async function historyOf(
  store: EventStore,
  streams: readonly string[],
  upTo: Position | undefined,
): Promise<readonly Recorded[]> {
  return streams.length === 0 ? [] : store.readAll(streams, upTo);
}
