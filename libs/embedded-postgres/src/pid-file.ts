import { chmod, chown, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readIfPresent } from './folders.js';
import { findProcess, type RunningProcess } from './processes.js';

/** What a running PostgreSQL says about itself in `<data>/postmaster.pid`. */
export interface PidFile {
  readonly pid: number;
  /** The data directory by the name it had when the server started. */
  readonly dataDirectory: string;
  /** NaN in the first instant of a start. */
  readonly port: number;
  /** `starting` (also while it recovers from a crash), `ready` or `stopping`. */
  readonly status: string;
}

const pidFileIn = (data: string) => path.join(data, 'postmaster.pid');

/** Undefined when no server runs and the last one went in an orderly way. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readIfPresent(pidFileIn(data));
  if (!text) return undefined;
  // One value a line: pid, data directory, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n').map((line) => line.trim());
  return {
    pid: Number(lines[0]),
    dataDirectory: lines[1] ?? '',
    port: Number(lines[3] || NaN),
    status: lines[7] || 'starting',
  };
}

/** The process that wrote the file, undefined when it is gone; a stranger who got its id since does not count. */
export function findWriter(pidFile: PidFile): RunningProcess | undefined {
  const found = findProcess(pidFile.pid);
  return found && pidFile.dataDirectory && found.command.includes(pidFile.dataDirectory) ? found : undefined;
}

/**
 * Lets a new server start although the id in a stale file is in use again. PostgreSQL removes a stale file itself, but
 * takes any living process of its account for a server that still runs, even a thread or a zombie; after the restart of
 * a container that happens. It does overlook its own parent, so the file gets our id. Removing it instead would also
 * remove the note of the shared memory, by which PostgreSQL tells that children of a killed server are still at work.
 */
export async function disownStalePidFile(data: string): Promise<void> {
  const text = await readIfPresent(pidFileIn(data));
  const pidFile = await readPidFile(data);
  if (!text || !pidFile || findWriter(pidFile)) return;
  const { uid, gid, mode } = await stat(pidFileIn(data));
  const unfinished = `${pidFileIn(data)}.new`;
  await writeFile(unfinished, `${text.replace(/^.*/, String(process.pid))}\n`);
  await chown(unfinished, uid, gid);
  await chmod(unfinished, mode & 0o777);
  await rename(unfinished, pidFileIn(data));
}
