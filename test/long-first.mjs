import TestSequencer from '@jest/test-sequencer';

/** What takes longest, in that order: half a minute to a quarter of one where nothing else runs. */
const LONG = [
  'test/crash.spec.ts',
  'test/as-of.spec.ts',
  'test/lost-database.spec.ts',
  'libs/event-store/src/postgres/postgres-event-store.spec.ts',
  'libs/event-store/src/eventstoredb/eventstoredb-event-store.spec.ts',
  'test/silent-database.spec.ts',
  'test/monitoring-cycle.spec.ts',
  'libs/cycles/src/edge/clock-faults.spec.ts',
  'test/start.spec.ts',
  'libs/embedded-postgres/src/postmaster-supervisor.spec.ts',
  'libs/event-store/src/eventstoredb/damaged-record.spec.ts',
  'libs/event-store/src/eventstoredb/protocol-faults.spec.ts',
];

/**
 * Begins the longest specs first, so that no worker is left alone with one of them at the end. Jest does so where it has
 * run before. Where it has not it goes by the size of the files, and the shortest of these would come last.
 */
export default class LongFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONG.findIndex((name) => path.endsWith(`/${name}`));
      return place < 0 ? LONG.length : place;
    };
    const byTime = super.sort;
    return byTime.call(this, tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
