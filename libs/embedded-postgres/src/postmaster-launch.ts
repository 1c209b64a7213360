import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SURROUNDINGS, type Account } from './account.js';
import type { Binaries } from './binaries.js';
import { answers } from './connection.js';
import { disownStalePidFile, readPidFile } from './pid-file.js';
import { Postmaster } from './postmaster.js';
import { findProcess } from './processes.js';

const PATIENCE_MS = 60_000;
const POLL_MS = 20;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

export interface Launch {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly data: string;
  readonly password: string;
  readonly log: string;
  readonly durable: boolean;
}

/** How a server is started in the place of one that has died under a program that goes on. */
export interface Relaunch {
  /** Where the clients of the dead one look for it. */
  readonly port: number;
  /** Ends the start; whatever was started by then is stopped. */
  readonly signal: AbortSignal;
}

/**
 * Starts a server on the data directory and resolves when it takes work. Throws with the server's own words when it
 * gives up, and after 60 seconds; a recovery that takes longer is left to go on, for the next start to find it done.
 * In the place of a dead one (`again`) a recovery is waited for as long as it takes.
 */
export async function launchPostmaster(launch: Launch, again?: Relaunch): Promise<Postmaster> {
  await disownStalePidFile(launch.data);
  const deadline = Date.now() + PATIENCE_MS;
  const log = await openLog(launch.log);
  try {
    for (;;) {
      again?.signal.throwIfAborted();
      const { size: logStart } = await log.stat();
      const postmaster = await spawnPostmaster(launch, log, again?.port ?? (await findFreePort()));
      if (await becomesReady(postmaster, launch, again ? Infinity : deadline, again?.signal)) return postmaster;

      postmaster.abandon();
      const complaint = await readFrom(log, logStart);
      if (!PASSING_TROUBLE.test(complaint) || Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start on ${launch.data}:\n${complaint.trim()}`);
      }
      await sleep(200);
    }
  } finally {
    await log.close();
  }
}

/** Another program was quicker to take the port; or children of a killed server have not noticed yet that it is gone. */
const PASSING_TROUBLE = /could not bind|pre-existing shared memory block/;

async function spawnPostmaster(
  { binaries, account, data, durable }: Launch,
  log: FileHandle,
  port: number,
): Promise<Postmaster> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'jit=off',
    'timezone=UTC', // Else initdb's guess at the machine's zone would decide what a day is.
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const child = spawn(
    binaries.postgres,
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    // Detached: Ctrl-C reaches a whole process group, and the program still needs its database to finish what it does.
    { ...account, ...SURROUNDINGS, detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  await once(child, 'spawn'); // Rejects when the program cannot be run.
  child.unref();
  const pid = child.pid ?? NaN;
  return new Postmaster({ pid, startedAt: findProcess(pid)?.startedAt ?? 'gone before it could be seen' }, port);
}

/** True when it takes work, false when it has ended; throws when it does neither in time or refuses the password. */
async function becomesReady(
  postmaster: Postmaster,
  { data, password }: Launch,
  deadline: number,
  signal?: AbortSignal,
): Promise<boolean> {
  while (postmaster.running) {
    if (signal?.aborted) {
      await postmaster.stop();
      throw signal.reason;
    }
    // The status says when to try; knocking before that only fills the log.
    const pidFile = await readPidFile(data);
    if (pidFile?.pid === postmaster.identity.pid && pidFile.status === 'ready') {
      if (await answersOrStop(postmaster, password)) return true;
    }
    if (Date.now() > deadline) {
      postmaster.abandon();
      throw new Error(`PostgreSQL on ${data} is still recovering after a minute. It goes on; start again later.`);
    }
    await sleep(POLL_MS);
  }
  return false;
}

async function answersOrStop(postmaster: Postmaster, password: string): Promise<boolean> {
  try {
    return await answers(postmaster.port, password);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
}

/** A port that was free a moment ago. Another program may take it before the server does; then it is tried again. */
async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Appends; one former log is kept, so that years of messages do not fill the disk. */
async function openLog(file: string): Promise<FileHandle> {
  const log = await open(file, 'a+', 0o600);
  if ((await log.stat()).size < LOG_LIMIT_BYTES) return log;
  await log.close();
  await rename(file, `${file}.1`);
  return open(file, 'a+', 0o600);
}

async function readFrom(file: FileHandle, start: number): Promise<string> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  return buffer.toString('utf8', 0, bytesRead);
}
