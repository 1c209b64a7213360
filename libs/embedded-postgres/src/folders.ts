import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Creates a folder and its missing parents, enterable by everybody. Folders that exist keep the mode they have. */
export async function createFolder(folder: string): Promise<void> {
  const topmost = await mkdir(folder, { recursive: true });
  if (topmost === undefined) return;
  // Set afterwards, since a strict umask would win over a mode given to mkdir.
  for (let created = folder; created.length >= topmost.length; created = path.dirname(created)) {
    await chmod(created, 0o755);
  }
}

/** Whether something is there under this path. Throws when the account may not look. */
export async function exists(entry: string): Promise<boolean> {
  return (await unlessMissing(stat(entry))) !== undefined;
}

/** The text of a file without surrounding white space, undefined when there is no such file. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  return (await unlessMissing(readFile(file, 'utf8')))?.trim();
}

async function unlessMissing<T>(outcome: Promise<T>): Promise<T | undefined> {
  try {
    return await outcome;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether an error carries one of these codes, of the system (`ENOENT`) or of PostgreSQL (`57P03`). */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}
