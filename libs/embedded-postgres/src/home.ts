import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, realpath, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createFolder, readIfPresent } from './folders.js';

/** Where the server of one home keeps its things. All paths are absolute and free of symbolic links. */
export interface Home {
  readonly path: string;
  readonly folder: string;
  /** The data directory, unless `location` names another. */
  readonly data: string;
  readonly location: string;
  readonly lock: string;
  readonly log: string;
  readonly password: string;
}

/** Creates the folders when missing. Throws when they belong to somebody else. */
export async function openHome(home: string): Promise<Home> {
  await createFolder(path.resolve(home, 'postgres'));
  // Two names of one folder must be one home.
  const realHome = await realpath(home);
  const folder = path.join(realHome, 'postgres');
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(`${folder} cannot be used by this account; another one created it.`, { cause });
  }
  return {
    path: realHome,
    folder,
    data: path.join(folder, 'data'),
    location: path.join(folder, 'location'),
    lock: path.join(folder, 'lock'),
    log: path.join(folder, 'server.log'),
    password: path.join(folder, 'password'),
  };
}

/** The password of an existing cluster. Throws when its file is gone: a new one would not open the cluster. */
export async function readPassword(home: Home): Promise<string> {
  const password = await readIfPresent(home.password);
  if (!password) throw new Error(`There is a PostgreSQL cluster, but its password is missing: ${home.password}.`);
  return password;
}

/** The password for a cluster to be created; a start that was cut short may have left it. Call with the home locked. */
export async function readOrCreatePassword(home: Home): Promise<string> {
  const left = await readIfPresent(home.password);
  if (left) return left;
  const password = randomBytes(32).toString('base64url');
  // Whole or not at all: half a password would be taken for one.
  const unfinished = `${home.password}.new`;
  await writeFile(unfinished, password, { mode: 0o600 });
  await rename(unfinished, home.password);
  return password;
}
