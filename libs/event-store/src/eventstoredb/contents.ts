import type { Recorded } from '../event-store.js';
import type { EventStoreDbConnection, LoggedEvent, LogPosition } from './connection.js';
import { ourMetadata, type Place, recordedEvent } from './event-mapping.js';
import { RecordDamaged } from './record-damaged.js';

/** Streams that are read at once. */
const AT_ONCE = 16;

/** The events at places that the index names, in the same order, as the log holds them. */
export class Contents {
  constructor(private readonly log: EventStoreDbConnection) {}

  /** Events that follow each other in the whole log: read in one go. */
  async ofLog(places: readonly Place[], giveUpAt: number): Promise<readonly Recorded[]> {
    const found = new Map<string, LoggedEvent>();
    const last = places.at(-1);
    let from = places[0] && positionOf(places[0]);
    while (last && from) {
      const page = await this.log.readAll(from, places.length + 1, giveUpAt);
      for (const event of page) found.set(keyOf(event), event);
      const end = page.at(-1)?.position;
      // Between ours stand events of the server. A page that brings nothing new is the end.
      from = end && end.commit < last.position && end.commit > from.commit ? end : undefined;
    }
    return places.map((place) => recordedAt(place, found.get(keyOf(place))));
  }

  /** Events from anywhere: read stream by stream, each from the first to the last that is wanted. */
  async ofStreams(places: readonly Place[], giveUpAt: number): Promise<readonly Recorded[]> {
    const found = new Map<string, LoggedEvent>();
    const byStream = new Map<string, Place[]>();
    for (const place of places) {
      const others = byStream.get(place.stream);
      if (others) others.push(place);
      else byStream.set(place.stream, [place]);
    }
    const waiting = byStream.values();
    const work = async () => {
      for (const wanted of waiting) {
        const revisions = wanted.map(({ revision }) => revision);
        const [from, to] = [Math.min(...revisions), Math.max(...revisions)];
        const events = await this.log.readStream(wanted[0]!.stream, from, to - from + 1, giveUpAt);
        for (const event of events) found.set(keyOf(event), event);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return places.map((place) => recordedAt(place, found.get(keyOf(place))));
  }
}

const keyOf = ({ stream, revision }: { readonly stream: string; readonly revision: number }) => `${revision} ${stream}`;

const positionOf = ({ position, prepare }: Place): LogPosition => ({ commit: position, prepare });

function recordedAt(place: Place, event: LoggedEvent | undefined): Recorded {
  const ours = event?.id === place.eventId ? ourMetadata(event) : undefined;
  if (event && ours) return recordedEvent(place, event, ours);
  throw new RecordDamaged(`${place.stream} no longer holds event ${place.eventId} at revision ${place.revision}.`);
}
