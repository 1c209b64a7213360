import type { Position, Recorded } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { PlacedEvent } from './bundle-source.js';
import { findChangedInRange, type RangeStart } from './find-changed.js';
import type { BundlePorts, FindLimits, Found, RecordToRead } from './wanted.js';

const PAGE = 1_000;

/** The events between two positions, both with them: refused where the range goes on behind the checkpoint. */
export async function findRange(
  { record, tree }: BundlePorts,
  { from, to }: { readonly from: Position; readonly to: Position },
  { size, most }: FindLimits,
): Promise<Found | Refusal<RefusalCode>> {
  const lost = refuse<RefusalCode>('RECORD_NOT_AS_SIGNED', undefined, { size: String(size) });
  /** Where the event of a place stood when it was kept; what cannot be found any more stood anywhere. */
  const stood = async (index: number) => tree.findPosition(record, index);
  const [begin] = await record.readLog(from - 1n, 1);
  const end = await record.findLast(to);
  const first = Math.min((begin && (await tree.findIndex(record, begin.position))) ?? size, size);
  // Events that were taken out at an edge of the range leave those within as they were.
  const before = first > 0 ? await stood(first - 1) : from - 1n;
  if (before === undefined || before >= from) return lost;
  const beyond = async () => {
    const until = await stood(size - 1);
    if (until === undefined) return lost;
    if (until < to)
      return refuse<RefusalCode>('BEYOND_THE_CHECKPOINT', 'range', { size: String(size), last: String(until) });
    return undefined;
  };
  const nothing = refuse<RefusalCode>('NOTHING_TO_BUNDLE', 'range');
  if (first >= size || !begin) return (await beyond()) ?? nothing;
  if (begin.position > to || !end) return nothing;
  const last = Math.min((await tree.findIndex(record, end.position)) ?? size - 1, size - 1);
  if (last + 1 === size) {
    const refused = await beyond();
    if (refused) return refused;
  } else {
    const after = await stood(last + 1);
    if (after === undefined || after <= to) return lost;
  }
  if (last - first >= most) return refuse('BUNDLE_TOO_LARGE', 'range', { limit: String(most) });
  const place = { after: begin.position - 1n, index: first };
  const changed = await findChangedInRange(record, tree, place, last + 1);
  if (changed) return changed === 'TOO_SHORT' ? lost : changed;
  return { scope: { kind: 'RANGE', first, last }, events: () => eventsFrom(record, place, last + 1) };
}

type Page = readonly (PlacedEvent & { readonly event: Recorded })[];

async function* eventsFrom(record: RecordToRead, place: RangeStart, end: number): AsyncGenerator<PlacedEvent> {
  for await (const page of pagesFrom(record, place, end)) yield* page;
}

/** The events from a place on, up to, without, the one at `end`. */
async function* pagesFrom(record: RecordToRead, { after, index }: RangeStart, end: number): AsyncGenerator<Page> {
  for (let [position, next] = [after, index]; next < end;) {
    const page = await record.readLog(position, Math.min(PAGE, end - next));
    if (page.length === 0) return;
    const start = next;
    yield page.map((event, i) => ({ index: start + i, event }));
    next += page.length;
    position = page.at(-1)!.position;
  }
}
