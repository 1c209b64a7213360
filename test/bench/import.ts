import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { projectFile } from '@baikoo/database';
import { findOrganisations } from '@baikoo/identity';
import { findIndicators } from '@baikoo/indicators';
import { projections } from '@baikoo/installation';
import { advance } from '@baikoo/projections';
import { findTerritories } from '@baikoo/territories';
import { atMost, type Goal, median, number, printGoals, printTable, spread } from './support/figures.js';
import { openHistory } from './support/history.js';
import { printMachine } from './support/machine.js';
import { installPeers, PEERS } from './support/peers.js';
import { planMatrix } from './support/plan-matrix.js';
import { withServer } from './support/server.js';
import { wholeNumber } from './support/whole-number.js';

/**
 * How long the dry run of a plan's matrix takes and how much memory, each in a fresh process; beside it exceljs, which
 * only reads the cells of the same file: what is above it is what our inspection and interpretation cost.
 */
const options = new Command('bench:import')
  .option('--rows <n>', 'measures of the matrix', wholeNumber, 2_000)
  .option('--rounds <n>', 'measured rounds, after one that is not', wholeNumber, 5)
  .option('--profile <folder>', 'write a CPU profile of each dry run there')
  .parse()
  .opts<{ rows: number; rounds: number; profile?: string }>();

type Once = { milliseconds: number; peakMegabytes: number; rows: number; problems?: readonly unknown[] };
type Measured = Once & { readonly whole: number };

async function inProcess(args: readonly string[]): Promise<Measured> {
  const began = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const whole = performance.now() - began;
  return { ...(JSON.parse(stdout) as Once), whole };
}

await withServer(undefined, async (server) => {
  installPeers();
  const history = await openHistory(server, { events: 20_000, seed: 1 });
  await printMachine(history.url);
  while ((await advance(history.db, history.store, projections)).events > 0);
  const territories = await findTerritories(history.db, undefined);
  const country = territories.find(({ kind }) => kind === 'COUNTRY')!.id;
  const [organisations, { rows: indicators }] = await Promise.all([
    findOrganisations(history.db, undefined),
    findIndicators(history.db, undefined, { territoryId: country }),
  ]);
  const matrix = planMatrix(options.rows, { organisations, territories, indicators });
  const folder = mkdtempSync(path.join(tmpdir(), 'baikoo-import-'));
  const peer = `${PEERS}/workbook.mjs`;
  const ours = projectFile('dist/test/bench/support/import-once.js');
  const profiling = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const goals: Goal[] = [];
  const table: string[][] = [];
  try {
    await writeFile(`${folder}/rows.json`, JSON.stringify(matrix));
    for (const format of ['xlsx', 'csv'] as const) {
      const file = `${folder}/matrix.${format}`;
      await promisify(execFile)(process.execPath, [peer, 'write', file, `${folder}/rows.json`]);
      const contenders = [
        { name: `Baikoo, dry run of .${format}`, args: [...profiling, ours, history.url, file, country] },
        { name: `exceljs, reading .${format}`, args: [peer, 'read', file] },
      ];
      const figures = contenders.map((): Measured[] => []);
      for (let round = 0; round <= options.rounds; round++)
        for (const turn of contenders.keys()) {
          const at = (turn + round) % contenders.length;
          const once = await inProcess(contenders[at]!.args);
          if (once.problems && (once.problems.length > 0 || once.rows !== options.rows))
            throw new Error(`The matrix was not read as it was meant: ${JSON.stringify(once)}`);
          if (round > 0) figures[at]!.push(once);
        }
      const of = (which: number, figure: 'milliseconds' | 'peakMegabytes' | 'whole') =>
        figures[which]!.map((once) => once[figure]);
      const ratio = of(0, 'milliseconds').map((time, round) => time / of(1, 'milliseconds')[round]!);
      contenders.forEach(({ name }, i) =>
        table.push([
          name,
          ...[number(median(of(i, 'milliseconds'))), spread(of(i, 'milliseconds'))],
          ...[number(median(of(i, 'whole'))), number(median(of(i, 'peakMegabytes'))), spread(of(i, 'peakMegabytes'))],
          i === 0 ? `${number(median(ratio))} × (${spread(ratio)})` : '',
        ]),
      );
      goals.push(
        atMost(`dry run of .${format}`, median(of(0, 'milliseconds')), 3_000, 'ms'),
        atMost(`… memory at its highest`, median(of(0, 'peakMegabytes')), 300, 'MB'),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await history.db.close();
  }
  printTable(
    [`${options.rows} measures`, 'ms', 'min – max', 'with start, ms', 'peak MB', 'min – max', 'to exceljs'],
    table,
  );
  printGoals(goals);
});
