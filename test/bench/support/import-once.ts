import { readFile } from 'node:fs/promises';
import { PgDatabase } from '@baikoo/database';
import { PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { PlanImport, RefusedFiles } from '@baikoo/exchange';
import { MandatePolicy } from '@baikoo/identity';
import { eventShapes } from '@baikoo/installation';
import { isRefusal } from '@baikoo/kernel';

/** Looks at the matrix of a plan once, in a process of its own: its memory is that of a dry run and nothing else. */
const [url = '', file = '', territoryId = ''] = process.argv.slice(2);
const db = new PgDatabase(url);
const store = new ShapedEventStore(new PostgresEventStore(db), eventShapes);
const imports = new PlanImport(store, db, new MandatePolicy(), new RefusedFiles({ record: async () => {} }));

const began = performance.now();
const answer = await imports.run(
  {
    ...{ personId: 'bench', language: 'ru', correlationId: 'bench', asOf: undefined },
    ...{ at: '2026-03-01T00:00:00.000Z', today: '2026-03-01' },
    by: {
      ...{ personId: 'bench', role: 'COUNCIL_SECRETARIAT', organisationId: 'council-secretariat', territoryId },
      onBehalfOf: null,
    },
  },
  {
    ...{ planId: 'bench-plan', bytes: await readFile(file), fileName: file, dryRun: true, illustrative: true },
    draft: { kind: 'NATIONAL', territoryId, titles: { ru: 'План' }, from: '2026-01-01', to: '2028-12-31' },
  },
);
const milliseconds = performance.now() - began;
if (isRefusal(answer)) throw new Error(answer.refused);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    milliseconds,
    rows: answer.measures,
    problems: answer.problems.slice(0, 5),
    peakMegabytes: (maxRSS * 1_024) / 1_000_000,
    cpuMilliseconds: (userCPUTime + systemCPUTime) / 1_000,
  }),
);
await db.close();
