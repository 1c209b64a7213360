import type { Upcast } from '@baikoo/kernel';
import type { Recorded } from './event-store.js';

/** The shapes of one slice: its own `ShapesOf` of each kind of history. */
export type Shapes = Readonly<Record<string, readonly Upcast[]>>;

/** Every shape of event that this build knows, and the way from old ones to today's. */
export class EventShapes {
  readonly #upcasts = new Map<string, readonly Upcast[]>();

  /** Throws when two of them claim the same type: each fact belongs to one slice. */
  constructor(shapes: readonly Shapes[]) {
    for (const [type, upcasts] of shapes.flatMap((ofSlice) => Object.entries(ofSlice))) {
      if (this.#upcasts.has(type)) throw new Error(`The event type ${type} is registered twice.`);
      this.#upcasts.set(type, upcasts);
    }
  }

  /** The types of event that this build can write. */
  get types(): readonly string[] {
    return [...this.#upcasts.keys()];
  }

  /** The version in which this build writes the type; undefined if it does not know it. */
  currentVersionOf(type: string): number | undefined {
    const upcasts = this.#upcasts.get(type);
    return upcasts && upcasts.length + 1;
  }

  /**
   * A recorded event in the current shape of its type, or marked as unknown with its data left as they are. An event
   * that is in the current shape already comes back as it is. Where an upcast fails, the event comes in its place and
   * whoever looks into its data gets {@link UpcastFailed}: the others of its page are read as ever.
   */
  toCurrent(event: Recorded): Recorded {
    const { type, schemaVersion, data } = event;
    const upcasts = this.#upcasts.get(type);
    if (!upcasts || schemaVersion < 1 || schemaVersion > upcasts.length + 1) return changed(event, { unknown: true });
    if (schemaVersion === upcasts.length + 1) return event;
    try {
      const current = upcasts.slice(schemaVersion - 1).reduce((old, upcast) => (upcast as Upcast<object>)(old), data);
      return changed(event, { data: current, schemaVersion: upcasts.length + 1, written: { schemaVersion, data } });
    } catch (error) {
      return withoutData(event, new UpcastFailed(event, error));
    }
  }
}

/** Not by spreading: that took ten times as long when it adds a property, and a rebuild reads millions of events. */
const changed = (event: Recorded, change: Partial<Recorded>): Recorded => Object.assign({}, event, change);

/** Folds take `data` of every event in hand before they know whether it is theirs: only looking into it is refused. */
function withoutData(event: Recorded, unreadable: UpcastFailed): Recorded {
  const { schemaVersion, data: asWritten } = event;
  const refuse = () => {
    throw unreadable;
  };
  const data = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse });
  return changed(event, { data, unreadable, written: { schemaVersion, data: asWritten } });
}

/** An upcast met data that it did not expect: a fault of this build, which a corrected one mends. Nothing is lost. */
export class UpcastFailed extends Error {
  override readonly name = 'UpcastFailed';

  constructor(
    readonly event: Recorded,
    cause: unknown,
  ) {
    const { eventId, position, type, schemaVersion } = event;
    super(`Event ${eventId} at position ${position}, ${type} version ${schemaVersion}, cannot be upcast`, { cause });
  }
}
