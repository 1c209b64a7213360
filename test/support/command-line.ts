import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { jest } from '@jest/globals';
import type { Command } from 'commander';

export type CommandLine = {
  readonly database: TestDatabase;
  /** A folder for files, gone afterwards. */
  readonly folder: string;
  /** Runs a command as the command line does; what it said on standard output. A failure is thrown, as `main` meets it. */
  run(command: Command, ...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
};

/** Commands in this process, on a database and a home of their own. */
export async function aCommandLine(): Promise<CommandLine> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'baikoo-cli-'));
  const before = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: database.url, BAIKOO_HOME: folder, LOG_LEVEL: 'silent' });
  const silent = jest.spyOn(console, 'error').mockImplementation(() => {});
  return {
    ...{ database, folder },
    async run(command, ...args) {
      const said: string[] = [];
      const take = (text: unknown) => (said.push(String(text)), true);
      const log = jest.spyOn(console, 'log').mockImplementation((line) => void take(`${line}\n`));
      const write = jest.spyOn(process.stdout, 'write').mockImplementation(take);
      try {
        await command.parseAsync(args, { from: 'user' });
      } finally {
        log.mockRestore();
        write.mockRestore();
      }
      return said.join('');
    },
    async close() {
      silent.mockRestore();
      process.env = before;
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
