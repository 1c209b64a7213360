import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * The operating-system account the server runs under. Empty: the account of this program. PostgreSQL refuses to run as
 * root, so a program started by root hands over a numeric account instead; no user is created for it.
 */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** `nobody` on Linux. It owns nothing else, and initdb insists on a uid that has a name. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

const runsAsRoot = () => process.getuid?.() === 0;

/** The account for a cluster that is still to be created. */
export function defaultAccount(): Account {
  return runsAsRoot() ? NOBODY : {};
}

/** The account for an existing data directory: PostgreSQL accepts its owner only, also when root starts the program. */
export async function accountOf(data: string): Promise<Account> {
  if (!runsAsRoot()) return {};
  const { uid, gid } = await stat(data);
  return uid === 0 ? NOBODY : { uid, gid };
}

/** Whether the account can walk down to this folder and enter it. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  try {
    // Asking the kernel as that account, since modes alone do not know about access lists and mounts.
    await runAs(account, 'test', ['-x', folder]);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end under the account. Rejects when it fails; the error carries its `stderr`. */
export async function runAs(account: Account, program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { ...account, ...SURROUNDINGS });
  return stdout;
}

/**
 * Working directory and environment of every program started here: a folder that any account can enter, and none of
 * this program's variables, which may be secrets. LC_ALL=C keeps server messages in English; they are matched.
 */
export const SURROUNDINGS = {
  cwd: '/',
  env: { PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
};
