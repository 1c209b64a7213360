import { commonStart, countOf, meetingOf, type Stretch, WINDOW } from './differences.js';
import type { LeafQueue } from './leaf-queue.js';

/** What is told of two runs of hashes, in their order. */
export type Comparison = {
  /** The next ones stand in both. */
  same(hashes: Buffer): void;
  /** The next ones do not. */
  differ(stretch: Stretch): void;
  /** The record goes on; of these nothing is kept yet. */
  notKept(hashes: Buffer): void;
  /** The record has ended; these are still kept. */
  cutOff(hashes: Buffer, index: number): void;
};

/** Goes once along the record and what is kept of it. What was put in or taken out shifts all the rest: that is seen. */
export async function compareWithKept(found: LeafQueue, kept: LeafQueue, told: Comparison): Promise<void> {
  try {
    while (await compareNext(found, kept, told));
  } finally {
    await found.close();
    await kept.close();
  }
}

/** False where both have ended. */
async function compareNext(found: LeafQueue, kept: LeafQueue, told: Comparison): Promise<boolean> {
  const [now, then] = [await found.look(WINDOW), await kept.look(WINDOW)];
  const same = commonStart(now, then);
  if (same > 0) {
    kept.take(same);
    told.same(found.take(same));
  } else if (then.length === 0) told.notKept(found.take(countOf(now)));
  else if (now.length === 0) {
    const index = kept.place;
    told.cutOff(kept.take(countOf(then)), index);
  } else {
    const each = Math.min(countOf(now), countOf(then));
    const meeting = meetingOf(now, then) ?? { found: each, kept: each };
    const places = { now: found.place, index: kept.place };
    told.differ({ ...places, found: found.take(meeting.found), kept: kept.take(meeting.kept) });
  }
  return now.length > 0 || then.length > 0;
}
