import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PgDatabase, sql } from '@baikoo/database';
import { benchCause, twoFacts } from './facts.js';

const DEBIAN = '/usr/lib/postgresql';

/** On the PATH, or where Debian puts it; undefined when the machine has none. The npm package brings none along. */
export function findPgbench(): string | undefined {
  const installed = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => `${DEBIAN}/${version}/bin/pgbench`) : [];
  return ['pgbench', ...installed].find((program) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** In pgbench a colon before a letter begins a variable, in JSON a space may stand after each. */
const spaced = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll(/":(?=[\w"{[-])/g, '": ')
    .replaceAll("'", "''");

/** One call of `record.append_batch` with wishes of two events each, their ids made by the server. */
function script(wishes: number): string {
  const [first, second] = twoFacts('bench');
  const event = ({ type, data }: { type: string; data: object }) =>
    `{"id": "' || gen_random_uuid() || '", "type": "${type}", "version": 1, "data": ${spaced(data)}}`;
  const wish = (number: number) =>
    `{"command_id": "' || gen_random_uuid() || '", "fingerprint": null, "correlation_id": "bench", ` +
    `"stream": "measure-' || :run::text || '.' || :client_id::text || '.${number}", "expected": ' || :rev::text || ', ` +
    `"rests_on": [], "cause": ${spaced(benchCause('bench'))}, "events": [${event(first)}, ${event(second)}]}`;
  const batch = Array.from({ length: wishes }, (_, number) => wish(number)).join(', ');
  // The streams of a call grow together, so one revision stands for all.
  return `select max(revision) as rev from record.append_batch(('[${batch}]')::json) \\gset\n`;
}

export type PgbenchRun = {
  readonly url: string;
  readonly clients: number;
  /** Appends that one call makes together. */
  readonly wishes: number;
  readonly seconds: number;
  /** Keeps the streams of one run apart from those of another. */
  readonly run: string;
};

/** Lets pgbench append for some seconds and returns how many appends it made in one of them. */
export async function runPgbench(program: string, wanted: PgbenchRun): Promise<number> {
  const { url, clients, wishes, seconds, run } = wanted;
  const folder = mkdtempSync(path.join(tmpdir(), 'baikoo-pgbench-'));
  const file = path.join(folder, 'append.sql');
  writeFileSync(file, script(wishes));
  const variables = ['-D', 'rev=0', '-D', `run=${run}`];
  const load = ['-c', String(clients), '-j', String(Math.min(clients, 2)), '-T', String(seconds)];
  try {
    const before = await headOf(url);
    const { stdout } = await promisify(execFile)(program, [
      ...['-n', '-M', 'prepared', ...load, ...variables, '-f', file, url],
    ]);
    const appended = (await headOf(url)) - before;
    const [, perSecond] = /tps = ([\d.]+) \(without/.exec(stdout) ?? [];
    const [, calls] = /number of transactions actually processed: (\d+)/.exec(stdout) ?? [];
    // A call that finds its stream elsewhere answers too, and would count without having appended anything.
    if (!perSecond || appended !== Number(calls) * wishes * 2)
      throw new Error(`pgbench appended ${appended} events and said:\n${stdout}`);
    return Number(perSecond) * wishes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function headOf(url: string): Promise<number> {
  const db = new PgDatabase(url, { max: 1 });
  const [row] = await db.query<{ position: string }>(sql`select position from record.head`);
  await db.close();
  return Number(row!.position);
}
