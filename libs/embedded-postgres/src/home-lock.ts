import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './folders.js';
import type { Home } from './home.js';
import { findProcess, isRunning, type ProcessIdentity } from './processes.js';

/** The right to be the only program that works with a home. */
export interface HomeLock {
  /** Gives the home free. Does nothing when another program has taken the lock over in the meantime. */
  release(): void;
}

/**
 * Takes the lock of a home: a file that names its holder by process id and start time, so that neither a dead holder
 * nor a stranger who got the same id later keeps the home shut. Throws when the holder lives, this program included.
 */
export async function lockHome(home: Home): Promise<HomeLock> {
  const self = findProcess(process.pid);
  const content = JSON.stringify({ pid: process.pid, startedAt: self?.startedAt, token: randomUUID() });
  // Written under another name and linked into place: nobody ever reads half a lock.
  const candidate = `${home.lock}.${process.pid}-${randomUUID()}`;
  writeFileSync(candidate, content, { mode: 0o644 });
  try {
    while (!linkUnlessTaken(candidate, home.lock)) {
      const holder = findLivingHolder(home.lock);
      if (holder) throw new Error(`${home.path} is in use by another program (process ${holder.pid}). Stop it first.`);
      if (takeOver(home.lock, candidate)) break;
      await sleep(20);
    }
  } finally {
    rmSync(candidate, { force: true });
  }
  return {
    release: () => {
      if (readUnlessMissing(home.lock) === content) rmSync(home.lock, { force: true });
    },
  };
}

/**
 * Puts our lock in place of a dead holder's. Two programs may find the same dead holder: without the claim, the slower
 * one would replace the lock that the faster one has just taken.
 */
function takeOver(lock: string, candidate: string): boolean {
  const claim = `${lock}.takeover`;
  if (!linkUnlessTaken(candidate, claim)) {
    // Killed within this function. Should two programs clear that up at once, PostgreSQL's own lock is still there.
    if (!findLivingHolder(claim)) rmSync(claim, { force: true });
    return false;
  }
  try {
    if (findLivingHolder(lock)) return false;
    renameSync(candidate, lock);
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}

function findLivingHolder(lock: string): ProcessIdentity | undefined {
  const content = readUnlessMissing(lock);
  if (content === undefined) return undefined;
  try {
    const holder = JSON.parse(content) as ProcessIdentity;
    return isRunning(holder) ? holder : undefined;
  } catch {
    return undefined; // Not ours: nobody holds the home with it.
  }
}

function linkUnlessTaken(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function readUnlessMissing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
