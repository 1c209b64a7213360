import { PgDatabase } from '@baikoo/database';
import { PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { eventShapes, projections } from '@baikoo/installation';
import { rebuild } from '@baikoo/projections';

/** Rebuilds the named read models once, in a process of its own: its memory is that of a rebuild and nothing else. */
const [url = '', ...names] = process.argv.slice(2);
const chosen = projections.filter(({ name }) => names.includes(name));
const db = new PgDatabase(url);
const store = new ShapedEventStore(new PostgresEventStore(db), eventShapes);

const began = performance.now();
let folded = 0;
await rebuild(db, store, chosen, {
  onProgress: ({ position, goal }) => {
    if (position >= goal) folded ||= performance.now() - began;
  },
});
const milliseconds = performance.now() - began;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    milliseconds,
    foldedAfter: folded,
    peakMegabytes: (maxRSS * 1_024) / 1_000_000,
    cpuMilliseconds: (userCPUTime + systemCPUTime) / 1_000,
  }),
);
await db.close();
