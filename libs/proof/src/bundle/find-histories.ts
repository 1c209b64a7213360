import { LRUCache } from 'lru-cache';
import { BEFORE_THE_FIRST, type Recorded } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { PlacedEvent } from './bundle-source.js';
import { findChanged, findChangedInRange, type RangeStart } from './find-changed.js';
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
  const ends: RangeStart[] = [];
  for (const stream of new Set(streams)) {
    const found = await placesOf(ports, stream, size);
    const last = found.at(-1);
    // One that was never begun, or of which every event was taken out: only the whole record tells.
    if (!last) ends.push({ after: BEFORE_THE_FIRST, index: 0 });
    if (!last || !found.every(({ event }) => shows(event))) continue;
    // Only now: whoever is not shown the history must not learn from a refusal what is wrong with it.
    const wrong = await wrongIn(ports, found);
    if (wrong) return wrong;
    if (places.length + found.length > most || known.length >= BUNDLE_LIMITS.streams)
      return refuse('BUNDLE_TOO_LARGE', subject === null ? 'stream' : 'subject', { limit: String(most) });
    known.push({ stream, revisions: found.length });
    ends.push({ after: last.event.position, index: last.index + 1 });
    places.push(...found.map(({ index, event }) => ({ index, stream, revision: event.revision })));
  }
  if (known.length === 0) return refuse('NOTHING_TO_BUNDLE', subject === null ? 'stream' : 'subject');
  if (!(await endThere(ports, ends, size))) return refuse('HISTORY_END_NOT_SHOWN', undefined, { size: String(size) });
  places.sort((one, other) => one.index - other.index);
  return { scope: { kind: 'STREAMS', streams: known, subject }, events: () => eventsAt(ports.record, places) };
}

type Placed = PlacedEvent & { readonly event: Recorded };

/** The events of a history that are under the checkpoint, with their places. */
async function placesOf({ record, tree }: BundlePorts, stream: string, size: number): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
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
  return placed;
}

/** What is wrong with a history: an event that is not what is kept of it, or a revision that is gone. */
async function wrongIn({ tree }: BundlePorts, placed: readonly Placed[]): Promise<Refusal<RefusalCode> | undefined> {
  for (let from = 0; from < placed.length; from += PAGE) {
    const changed = await findChanged(tree, placed.slice(from, from + PAGE));
    if (changed) return changed;
  }
  // A revision that is gone from the middle leaves the others as they were.
  const gap = placed.find(({ event }, i) => event.revision !== i + 1);
  return gap && refuse<RefusalCode>('EVENT_NOT_AS_SIGNED', undefined, { position: String(gap.event.position) });
}

/**
 * Whether nothing of them was taken out behind their ends: a revision that is gone from there leaves all others as they were,
 * and only the whole record after it tells. From the first of the ends to the checkpoint it must be what is kept.
 */
async function endThere({ record, tree }: BundlePorts, ends: readonly RangeStart[], size: number): Promise<boolean> {
  const first = ends.reduce((one, other) => (other.index < one.index ? other : one));
  return (await findChangedInRange(record, tree, first, size)) === undefined;
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
