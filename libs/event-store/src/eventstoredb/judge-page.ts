import type { Receipt } from '../event-store.js';
import type { LoggedEvent } from './connection.js';
import { ourMetadata } from './event-mapping.js';
import type { LogIndex, PlacedEvent } from './log-index.js';
import { RecordDamaged } from './record-damaged.js';

/** What hides or removes events of a stream. */
const TRUNCATING = ['$maxAge', '$maxCount', '$tb'];

/** What the server writes in streams of its own, `$stats` or `$settings`, and says of those (`$$$settings`). */
export const isOfTheServer = ({ stream }: LoggedEvent): boolean => /^\$(?!\$)|^\$\$\$/.test(stream);

/**
 * Ours among the events of a page, each at the next revision of its stream. Streams that nobody of ours has written to
 * are passed over; {@link RecordDamaged} where one of ours is not whole, or not by us alone.
 */
export async function placesOf(
  page: readonly LoggedEvent[],
  index: LogIndex,
  metadataOf: (stream: string) => Promise<unknown>,
): Promise<readonly PlacedEvent[]> {
  const candidates = page.filter((event) => !isOfTheServer(event));
  if (candidates.length === 0) return [];
  const standsAt = new Map(await index.revisions(candidates.map(subjectOf)));
  const places: PlacedEvent[] = [];
  for (const event of candidates) {
    const stream = subjectOf(event);
    const before = standsAt.get(stream) ?? 0;
    const place = event.stream === stream ? placeOf(event) : undefined;
    if (place) {
      if (place.revision !== before + 1)
        throw new RecordDamaged(
          `${stream} goes on at revision ${place.revision} after ${before}: what stood between is gone.`,
        );
      standsAt.set(stream, place.revision);
      places.push(place);
    } else if (before > 0) await judgeForeign(event, metadataOf);
  }
  return places;
}

/** One for each append: where its last event stands. */
export function receiptsOf(events: readonly PlacedEvent[]): readonly Receipt[] {
  const last = new Map<string, Receipt>();
  for (const { commandId, stream, revision, position, fingerprint } of events) {
    const earlier = last.get(commandId);
    if (!earlier || earlier.stream === stream)
      last.set(commandId, { commandId, stream, revision, position, fingerprint });
  }
  return [...last.values()];
}

function placeOf(event: LoggedEvent): PlacedEvent | undefined {
  const ours = ourMetadata(event);
  if (!ours) return undefined;
  const { stream, revision, id: eventId } = event;
  const { commit: position, prepare } = event.position!;
  const { commandId, correlationId, fingerprint } = ours.cause;
  const { recordedAt } = ours;
  return { position, prepare, stream, revision, eventId, recordedAt, commandId, correlationId, fingerprint };
}

/** The stream that an event is about: `$$measure-1` holds what is said of `measure-1`. */
const subjectOf = ({ stream }: LoggedEvent): string => (stream.startsWith('$$') ? stream.slice(2) : stream);

/** Metadata of a stream may say who may read it. Nothing else in or about a stream of ours is written but by us. */
async function judgeForeign(event: LoggedEvent, metadataOf: (stream: string) => Promise<unknown>): Promise<void> {
  const { stream, type, data, position } = event;
  const at = `${stream}, position ${position?.commit}`;
  if (type !== '$metadata') throw new RecordDamaged(`${at}: somebody else wrote ${type}.`);
  if (!isTruncating(data)) return;
  // An administrator may have taken it back since.
  const now = (await metadataOf(subjectOf(event))) ?? data;
  if (isTruncating(now)) throw new RecordDamaged(`${at}: ${JSON.stringify(now)} hides events of a stream of ours.`);
}

const isTruncating = (metadata: unknown): boolean =>
  TRUNCATING.some((key) => key in ((metadata ?? {}) as Record<string, unknown>));
