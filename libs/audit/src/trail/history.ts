import type { EventStore, Position, Recorded } from '@baikoo/event-store';

/** Histories are read a few at a time: the connections are everybody's. */
const AT_ONCE = 5;

/** Several histories as one, in the order of the record; up to a position, or all that there is. */
export async function historyOf(
  store: EventStore,
  streams: readonly string[],
  upTo: Position | undefined,
): Promise<readonly Recorded[]> {
  const histories: (readonly Recorded[])[] = [];
  for (let first = 0; first < streams.length; first += AT_ONCE)
    histories.push(...(await Promise.all(streams.slice(first, first + AT_ONCE).map((stream) => store.read(stream)))));
  return histories
    .flat()
    .filter(({ position }) => upTo === undefined || position <= upTo)
    .toSorted((a, b) => (a.position < b.position ? -1 : 1));
}
