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
   * that is in the current shape already comes back as it is. Throws {@link UpcastFailed}.
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
      throw new UpcastFailed(event, error);
    }
  }
}

/** Not by spreading: that took ten times as long when it adds a property, and a rebuild reads millions of events. */
const changed = (event: Recorded, change: Partial<Recorded>): Recorded => Object.assign({}, event, change);

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
