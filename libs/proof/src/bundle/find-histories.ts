import { LRUCache } from 'lru-cache';
import type { Recorded } from '@baikoo/event-store';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { PlacedEvent } from './bundle-source.js';
import { findChanged } from './find-changed.js';
import { BUNDLE_LIMITS } from './limits.js';
import type { BundlePorts, FindLimits, Found, RecordToRead, Wanted } from './wanted.js';

type Place = { readonly index: number; readonly stream: string; readonly revision: number };

/** Places that are looked up at once. */
const AT_ONCE = 16;
/** Events that come at once, and those that are held while others of the same histories are written. */
const PAGE = 1_000;
const HELD = 20_000;

/** Whole histories up to the checkpoint. What came later is left out, as the scope then says. */
export async function findHistories(
  ports: BundlePorts,
  { streams, subject, shows = () => true }: Extract<Wanted, { kind: 'STREAMS' }>,
  { size, most }: FindLimits,
): Promise<Found | Refusal<RefusalCode>> {
  const places: Place[] = [];
  const known: { readonly stream: string; readonly revisions: number }[] = [];
  for (const stream of new Set(streams)) {
    const found = await placesOf(ports, stream, size);
    if (isRefusal<RefusalCode>(found)) return found;
    if (found.length === 0 || !found.every(({ event }) => shows(event))) continue;
    if (places.length + found.length > most || known.length >= BUNDLE_LIMITS.streams)
      return refuse('BUNDLE_TOO_LARGE', subject === null ? 'stream' : 'subject', { limit: String(most) });
    known.push({ stream, revisions: found.length });
    places.push(...found.map(({ index, event }) => ({ index, stream, revision: event.revision })));
  }
  if (known.length === 0) return refuse('NOTHING_TO_BUNDLE', subject === null ? 'stream' : 'subject');
  places.sort((one, other) => one.index - other.index);
  return { scope: { kind: 'STREAMS', streams: known, subject }, events: () => eventsAt(ports.record, places) };
}

/** The events of a history that are under the checkpoint, with their places; refused where one is not what is kept. */
async function placesOf({ record, tree }: BundlePorts, stream: string, size: number) {
  const placed: (PlacedEvent & { readonly event: Recorded })[] = [];
  const history = await record.read(stream);
  for (let from = 0; from < history.length; from += AT_ONCE) {
    const some = history.slice(from, from + AT_ONCE);
    const indexes = await Promise.all(some.map(({ position }) => tree.findIndex(record, position)));
    const under = some.flatMap((event, i) => {
      const index = indexes[i];
      return index !== undefined && index < size ? [{ index, event }] : [];
    });
    placed.push(...under);
    if (under.length < some.length) break;
  }
  for (let from = 0; from < placed.length; from += PAGE) {
    const changed = await findChanged(tree, placed.slice(from, from + PAGE));
    if (changed) return changed;
  }
  // A revision that is gone from the middle leaves the others as they were.
  const gap = placed.find(({ event }, i) => event.revision !== i + 1);
  if (gap) return refuse<RefusalCode>('EVENT_NOT_AS_SIGNED', undefined, { position: String(gap.event.position) });
  return placed;
}

/** The events at places, by place. Histories are read whole, and those that were read are held as far as there is room. */
async function* eventsAt(record: RecordToRead, places: readonly Place[]): AsyncGenerator<PlacedEvent> {
  const held = new LRUCache<string, readonly Recorded[]>({
    maxSize: HELD,
    sizeCalculation: (history) => Math.max(1, history.length),
  });
  for (let from = 0; from < places.length; from += PAGE) {
    const page = places.slice(from, from + PAGE);
    const histories = new Map<string, readonly Recorded[]>();
    for (const { stream } of page) {
      if (histories.has(stream)) continue;
      const history = held.get(stream) ?? (await record.read(stream));
      held.set(stream, history);
      histories.set(stream, history);
    }
    for (const { index, stream, revision } of page) {
      const event = histories.get(stream)?.[revision - 1];
      if (!event) throw new Error(`${stream} has lost its revision ${revision} while it was written out`);
      yield { index, event };
    }
  }
}
