import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFile } from '@baikoo/database';
import { atEndOfSpec } from '@baikoo/database/testing';
import { findRunningPostgres, startEmbeddedPostgres } from '@baikoo/embedded-postgres';

export type ProgramOptions = {
  readonly home: string;
  readonly app?: 'api' | 'cli' | 'projector';
  /** What follows on the command line. */
  readonly command?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
};

/** A program of the last build, in a process of its own, so that it can be interrupted and killed. */
export class Program {
  readonly #child: ChildProcessWithoutNullStreams;
  output = '';
  readonly ended: Promise<number | null>;

  constructor({ home, app = 'cli', command = [], environment = {} }: ProgramOptions) {
    const { BAIKOO_TEST_SERVER: _, EVENTSTORE_URL: __, ...inherited } = process.env;
    this.#child = spawn(process.execPath, [projectFile(`dist/apps/${app}/src/main.js`), ...command], {
      env: {
        ...inherited,
        BAIKOO_HOME: home,
        PORT: '0',
        LOG_LEVEL: 'warn',
        RATE_REQUESTS: '0',
        NODE_OPTIONS: '',
        ...environment,
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.once('exit', resolve));
    void this.ended.then(atEndOfSpec(() => this.signal('SIGKILL')));
  }

  /** Waits for words of the program; fails with what it said instead. */
  async says(words: RegExp, withinMs = 90_000): Promise<RegExpExecArray> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = words.exec(this.output);
      if (found) return found;
      if (Date.now() > deadline || this.#child.exitCode !== null)
        throw new Error(`The program did not say ${words}:\n${this.output.slice(-2_000)}`);
      await sleep(25);
    }
  }

  async isReady(): Promise<string> {
    const [, url] = await this.says(/Baikoo is ready: (\S+)\/graphql/);
    return url!;
  }

  tokenOf(person: string): string {
    return new RegExp(`\\(${person}\\)\\n(\\S+)`).exec(this.output)![1]!;
  }

  signal(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.ended;
  }
}

/** Stops whatever database a killed program of this home left running. Call it when no program of the home runs. */
export async function stopLeftPostgres(home: string): Promise<void> {
  if (await findRunningPostgres(home)) await (await startEmbeddedPostgres({ home })).stop();
}
