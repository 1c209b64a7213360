import type { EventStore, Position, Recorded } from '@baikoo/event-store';

/** Several histories as one, in the order of the record; up to a position, or all that there is. */
export async function historyOf(
  store: EventStore,
  streams: readonly string[],
  upTo: Position | undefined,
): Promise<readonly Recorded[]> {
  if (streams.length === 0) return [];
  const history = await store.readAll(streams);
  return upTo === undefined ? history : history.filter(({ position }) => position <= upTo);
}
