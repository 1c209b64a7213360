import { findMeeting } from './find-meeting.js';
import type { LeafQueue } from './leaf-queue.js';
import { commonStart, countOf, type Meeting, meetingOf } from './meeting.js';

/** Events that are compared at once. Where the two differ for longer, it is searched where they go on alike. */
const WINDOW = 1_024;
/** Hashes of a stretch that are told at once. */
const PIECE = 8_192;

/** A stretch, or a piece of one, in which the record is not what is kept: hashes of both, and the places where they begin. */
export type Stretch = {
  readonly found: Buffer;
  readonly kept: Buffer;
  readonly now: number;
  readonly index: number;
};

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
export async function compareWithKept(
  found: LeafQueue,
  kept: LeafQueue,
  told: Comparison,
  search: typeof findMeeting = findMeeting,
): Promise<void> {
  try {
    while (await compareNext(found, kept, told, search));
  } finally {
    await found.letGo();
    await kept.letGo();
  }
}

/** False where both have ended. */
async function compareNext(
  found: LeafQueue,
  kept: LeafQueue,
  told: Comparison,
  search: typeof findMeeting,
): Promise<boolean> {
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
    const near = meetingOf({ hashes: now, isAll: found.isAll(now) }, { hashes: then, isAll: kept.isAll(then) });
    await tellStretch(found, kept, near ?? (await meetingFar(found, kept, search)), told);
  }
  return now.length > 0 || then.length > 0;
}

async function meetingFar(found: LeafQueue, kept: LeafQueue, search: typeof findMeeting): Promise<Meeting> {
  await found.letGo();
  await kept.letGo();
  return search(
    (offset) => found.ahead(offset),
    (offset) => kept.ahead(offset),
  );
}

async function tellStretch(found: LeafQueue, kept: LeafQueue, meeting: Meeting, told: Comparison): Promise<void> {
  for (let { found: left, kept: leftKept } = meeting; left + leftKept > 0;) {
    const together = left > 0 && leftKept > 0 ? Math.min(left, leftKept) : PIECE;
    const [count, countKept] = [Math.min(left, together, PIECE), Math.min(leftKept, together, PIECE)];
    const places = { now: found.place, index: kept.place };
    await found.look(count);
    await kept.look(countKept);
    told.differ({ ...places, found: found.take(count), kept: kept.take(countKept) });
    [left, leftKept] = [left - count, leftKept - countKept];
  }
}
