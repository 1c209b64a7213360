import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from './connection.js';
import { type DatabaseServer, startEmbeddedPostgres } from './index.js';
import { findWriter, readPidFile } from './pid-file.js';
import type { Relaunch } from './postmaster-launch.js';
import { PostmasterSupervisor } from './postmaster-supervisor.js';
import type { Postmaster } from './postmaster.js';
import type { RunningProcess } from './processes.js';

const PATIENCE_MS = 60_000;

describe('An embedded PostgreSQL that dies', () => {
  let home: string;
  let server: DatabaseServer;
  let told: string[];

  /** The server that the data directory names as its own, if it lives: no other process can be taken for it. */
  async function owner(): Promise<RunningProcess | undefined> {
    const pidFile = await readPidFile(path.join(home, 'postgres/data'));
    return pidFile && findWriter(pidFile);
  }

  async function start(): Promise<DatabaseServer> {
    return startEmbeddedPostgres({ home, onTrouble: (message) => told.push(message) });
  }

  async function kill(): Promise<number> {
    const { pid } = (await owner())!;
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Asks until there is an answer: what a client does that knows the address and nothing else. */
  async function answerOf(sql: string): Promise<unknown> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;)
      try {
        return await ask(server.url, sql);
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(50);
      }
  }

  async function isTold(words: RegExp): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!told.some((message) => words.test(message))) {
      if (Date.now() > deadline) throw new Error(`Nothing like ${words} was said:\n${told.join('\n')}`);
      await sleep(10);
    }
  }

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'baikoo-'));
    await chmod(home, 0o755); // Else root's server could not enter and its data would go to /var/lib/baikoo.
  });
  beforeEach(async () => {
    told = [];
    server = await start();
  });
  afterEach(() => server.stop());
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('is started again each time, where its clients look for it, with every committed row', async () => {
    await ask(server.url, 'create table note (n integer)');
    const pids = new Set<number>();
    for (const n of [1, 2]) {
      await answerOf(`insert into note values (${n})`);
      pids.add(await kill());
      await isTold(new RegExp(`attempt ${n} of`));
      expect(await answerOf('select count(*)::integer as n from note')).toEqual([{ n }]);
    }
    expect(pids.has((await owner())!.pid)).toBe(false);
    expect(told.join('\n')).toMatch(/has ended without being told to[^]*Starting PostgreSQL again[^]*answers again/);
  }, 120_000);

  it.each([
    ['before its end was noticed', async () => {}],
    ['when its end was noticed', () => isTold(/has ended/)],
    ['when it is being started again', () => isTold(/Starting/).then(() => sleep(30))],
    ['when it recovers', () => isTold(/Starting/).then(() => sleep(150))],
    ['when it answers again', () => isTold(/answers again/)],
  ])(
    'leaves nothing running when the program stops %s',
    async (_, moment) => {
      await kill();
      await moment();
      await server.stop();
      expect(await owner()).toBeUndefined();
      await expect(ask(server.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

      // A server that came up after all would be found by the next start and taken over.
      server = await start();
      expect(server.recovered).toBe(false);
    },
    120_000,
  );
});

describe('The supervisor', () => {
  const dead = { running: false, port: 1, identity: { pid: 1, startedAt: '' }, abandon() {}, stop: async () => {} };
  const postmaster = dead as Postmaster;

  it('tells each attempt with what the server complained of, and waits before the next', async () => {
    const told: string[] = [];
    const ports: number[] = [];
    const launch = ({ port }: Relaunch): Promise<Postmaster> => {
      ports.push(port);
      return ports.length < 3
        ? Promise.reject(new Error('no room'))
        : Promise.resolve({ ...dead, running: true } as never);
    };
    const supervisor = new PostmasterSupervisor(postmaster, launch, (message) => told.push(message));
    const began = Date.now();
    while (!told.some((message) => message.includes('answers again'))) await sleep(20);
    expect(Date.now() - began).toBeGreaterThan(2_500); // 1 s after the first failure, 2 s after the second.
    await supervisor.stop();
    expect(ports).toEqual([1, 1, 1]);
    expect(told.filter((message) => message.includes('no room'))).toHaveLength(2);
  });
});
