import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hasCode } from './folders.js';

/** Names one process for good: ids are handed out again, an id together with its start time is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process began, in whatever form the system tells it; only ever compared. */
  readonly startedAt: string;
}

export interface RunningProcess extends ProcessIdentity {
  /** The command line, words parted by spaces. */
  readonly command: string;
}

/** The process that has this id now; undefined when there is none, or only a zombie that nobody has collected. */
export function findProcess(pid: number): RunningProcess | undefined {
  // Slim Linux images have no ps, macOS has no /proc.
  return process.platform === 'linux' ? findInProc(pid) : findWithPs(pid);
}

/** Whether this very process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** Sends a signal to this very process; does nothing when it is gone. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

function findInProc(pid: number): RunningProcess | undefined {
  try {
    // "pid (name) state …": the name may hold spaces and brackets, hence the last one. Start time is field 22 of proc(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [state, startedAt] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startedAt === undefined) return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt, command };
  } catch {
    return undefined; // Gone, perhaps between the two reads.
  }
}

function findWithPs(pid: number): RunningProcess | undefined {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'stat=', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }, // Else two programs could read two start times.
  });
  // "Ss   Sat Nov 22 12:54:07 2025 /usr/bin/node …"
  const [, state, startedAt, command] = /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)/.exec(stdout) ?? [];
  if (state === undefined || startedAt === undefined || state.startsWith('Z')) return undefined;
  return { pid, startedAt, command: command ?? '' };
}
