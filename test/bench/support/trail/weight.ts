import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectFile, sql } from '@baikoo/database';
import { projections } from '@baikoo/installation';
import { median, number, printTable, spread } from '../figures.js';
import type { History } from '../history.js';

type Once = { readonly milliseconds: number; readonly cpuMilliseconds: number };

async function rebuildOnce({ url }: History, names: readonly string[]): Promise<Once> {
  const program = projectFile('dist/test/bench/support/rebuild-once.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, url, ...names]);
  return JSON.parse(stdout) as Once;
}

/** What the index of the trail takes of the disk, and what it adds to a rebuild of all read models. */
export async function printWeight(history: History, rounds: number): Promise<void> {
  const { db, events } = history;
  const [size] = await db.query<{ heap: string; indexes: string }>(sql`
    select pg_table_size('read.trail_entry') as heap, pg_indexes_size('read.trail_entry') as indexes`);
  const perMillion = (bytes: string) => number(Number(bytes) / events);
  console.log(
    `trail_entry takes ${perMillion(String(Number(size!.heap) + Number(size!.indexes)))} MB a million events: ` +
      `${perMillion(size!.heap)} the table and ${perMillion(size!.indexes)} its indexes\n`,
  );
  const all = projections.map(({ name }) => name);
  const ways = { 'with it': all, without: all.filter((name) => name !== 'trail') };
  const found = Object.entries(ways).map(([way, names]) => ({
    way,
    names,
    clock: [] as number[],
    cpu: [] as number[],
  }));
  for (let round = 1; round <= rounds; round++)
    for (const { way, names, clock, cpu } of round % 2 === 0 ? found.toReversed() : found) {
      console.error(`Rebuild ${round} of ${rounds}, ${way}`);
      const once = await rebuildOnce(history, names);
      clock.push(once.milliseconds / 1_000);
      cpu.push(once.cpuMilliseconds / 1_000);
    }
  if (rounds === 0) return;
  const [having, lacking] = found;
  const ratio = (one: 'clock' | 'cpu') =>
    `${number(median(having![one].map((time, round) => time / lacking![one][round]!)))} ×`;
  printTable(
    ['rebuild of all read models', 'by the clock, s', 'min – max', 'processor time of the program, s', 'min – max'],
    [
      ...found.map(({ way, clock, cpu }) => [
        ...[way, number(median(clock)), spread(clock), number(median(cpu)), spread(cpu)],
      ]),
      ['to without', ratio('clock'), '', ratio('cpu'), ''],
    ],
  );
}
