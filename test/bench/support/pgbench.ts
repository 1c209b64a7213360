import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
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

/** One call of `record.append_batch` with one wish of two events, its ids made by the server. */
function script(): string {
  const [first, second] = twoFacts('bench');
  const event = ({ type, data }: { type: string; data: object }) =>
    `{"id": "' || gen_random_uuid() || '", "type": "${type}", "version": 1, "data": ${spaced(data)}}`;
  const wish =
    `[{"command_id": "' || gen_random_uuid() || '", "fingerprint": null, "correlation_id": "bench", ` +
    `"stream": "measure-' || :run::text || '.' || :client_id::text || '", "expected": ' || :rev::text || ', ` +
    `"rests_on": [], "cause": ${spaced(benchCause('bench'))}, "events": [${event(first)}, ${event(second)}]}]`;
  return `select revision as rev from record.append_batch(('${wish}')::json, null) \\gset\n`;
}

/** Lets pgbench append for some seconds and returns how many appends it made in one of them. */
export async function runPgbench(
  program: string,
  { url, clients, seconds, run }: { url: string; clients: number; seconds: number; run: number },
): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baikoo-pgbench-'));
  const file = path.join(folder, 'append.sql');
  writeFileSync(file, script());
  const variables = ['-D', 'rev=0', '-D', `run=${run}`];
  const load = ['-c', String(clients), '-j', String(Math.min(clients, 2)), '-T', String(seconds)];
  try {
    const { stdout } = await promisify(execFile)(program, [
      '-n',
      '-M',
      'prepared',
      ...load,
      ...variables,
      '-f',
      file,
      url,
    ]);
    const [, failed] = /number of failed transactions: (\d+)/.exec(stdout) ?? [];
    const [, perSecond] = /tps = ([\d.]+) \(without/.exec(stdout) ?? [];
    if (!perSecond || Number(failed ?? 0) > 0) throw new Error(`pgbench did not do its work:\n${stdout}`);
    return Number(perSecond);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
