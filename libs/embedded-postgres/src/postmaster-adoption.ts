import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './connection.js';
import { findWriter, readPidFile } from './pid-file.js';
import { Postmaster } from './postmaster.js';

const PATIENCE_MS = 60_000;
const POLL_MS = 50;

/**
 * Takes over the server that a killed program left running on this data directory; undefined when there is none. One
 * that starts or recovers is waited for, and so is the end of one that shuts down. Throws after 60 seconds, and when
 * the server refuses the password. Call with the home locked: a server whose program lives is not for the taking.
 */
export async function adoptPostmaster(
  { data, password }: { data: string; password: string },
  onProgress: (message: string) => void,
): Promise<Postmaster | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let round = 0; ; round++) {
    const pidFile = await readPidFile(data);
    const writer = pidFile && findWriter(pidFile);
    if (!writer) return undefined;
    if (pidFile.status === 'ready' && (await answers(pidFile.port, password))) {
      onProgress(`Taking over the PostgreSQL that a killed program left running (process ${writer.pid}).`);
      return new Postmaster(writer, pidFile.port);
    }
    if (round === 0) onProgress(`Waiting for the PostgreSQL that is already there (process ${writer.pid}).`);
    if (Date.now() > deadline) {
      throw new Error(
        `PostgreSQL (process ${writer.pid}) on ${data} has been ${pidFile.status} for over a minute. Try later.`,
      );
    }
    await sleep(POLL_MS);
  }
}
