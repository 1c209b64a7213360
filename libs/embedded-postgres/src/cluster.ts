import { createHash } from 'node:crypto';
import { chown, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { accountOf, canEnter, runAs, type Account } from './account.js';
import type { Binaries } from './binaries.js';
import { SUPERUSER } from './connection.js';
import { createFolder, exists, readIfPresent } from './folders.js';
import type { Home } from './home.js';

/** Where root keeps what the server's account cannot reach in its own place. */
export const SHARED_FOLDER = '/var/lib/baikoo';

/**
 * The data directory of this home, undefined when none was created yet. Throws when there must be data that cannot be
 * had: to begin anew in silence would look like a loss.
 */
export async function findCluster(home: Home): Promise<string | undefined> {
  const recorded = await readIfPresent(home.location);
  const data = recorded ?? home.data;
  if (!(await exists(data))) {
    if (recorded === undefined) return undefined;
    throw new Error(`The data are gone from ${recorded}. Bring them back, or remove ${home.path} to begin anew.`);
  }
  const account = await accountOf(data);
  if (!(await canEnter(account, data))) {
    throw new Error(
      `The data in ${data} can no longer be reached by the server's account; check the modes of its parent folders.`,
    );
  }
  return data;
}

/** Where a new cluster goes: into the home if the account can get there, else below `SHARED_FOLDER`. */
export async function placeCluster(home: Home, password: string, account: Account): Promise<string> {
  if (await canEnter(account, home.folder)) return home.data;
  // The password stands for the life of this home: one that was removed and made again must not find the old data.
  const hash = createHash('sha256').update(`${home.path}\n${password}`).digest('hex').slice(0, 16);
  return path.join(SHARED_FOLDER, hash, 'data');
}

/** Notes in the home where its data are, if elsewhere; only once they are complete, since `findCluster` relies on it. */
export async function recordLocation(home: Home, data: string): Promise<void> {
  if (data === home.data) return;
  // For the administrator who wonders whose data these are.
  await writeFile(path.join(path.dirname(data), 'home'), `${home.path}\n`);
  await writeFile(`${home.location}.new`, `${data}\n`);
  await rename(`${home.location}.new`, home.location);
}

interface NewCluster {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly data: string;
  readonly password: string;
  readonly durable: boolean;
}

/**
 * Creates the data directory; does nothing when it is there. All or nothing: initdb works in a staging folder beside
 * it, which gets its name when complete. Throws with what initdb said. Call with the home locked.
 */
export async function createCluster({ binaries, account, data, password, durable }: NewCluster): Promise<void> {
  const folder = path.dirname(data);
  await createFolder(folder);
  await removeLeftovers(folder);
  if (await exists(data)) return;

  const staging = await mkdtemp(path.join(folder, STAGING));
  try {
    // A copy, because the password file belongs to whoever starts the program and initdb runs as the server's account.
    const passwordFile = path.join(staging, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    for (const entry of [staging, passwordFile]) {
      if (account.uid !== undefined && account.gid !== undefined) await chown(entry, account.uid, account.gid);
    }
    const staged = path.join(staging, 'data');
    const identity = ['-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    // PostgreSQL's own C.UTF-8: sorting and letter case stay the same whatever the system's C library does.
    const language = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const effort = durable ? [] : ['--no-sync'];
    await runAs(account, binaries.initdb, ['-D', staged, '--no-instructions', ...identity, ...language, ...effort]);
    await rename(staged, data);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    throw new Error(`The PostgreSQL cluster could not be created in ${data}: ${said || String(error)}`, {
      cause: error,
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const STAGING = 'staging-';

/** What starts killed in the middle have left. An initdb that outlived its program may still be writing there. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(STAGING)) continue;
    await rm(path.join(folder, entry), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
