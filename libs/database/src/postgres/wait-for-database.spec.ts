import { createServer, type Server } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { DatabaseNotReached, waitForDatabase } from './wait-for-database.js';

const server = () => new URL(process.env['BAIKOO_TEST_SERVER']!);
const changed = (change: Partial<URL>) => Object.assign(server(), change).href;
/** One attempt is enough to learn that waiting changes nothing. */
const refusal = async (url: string) => {
  const told: string[] = [];
  const error = await waitForDatabase(url, { seconds: 60, onWaiting: (message) => told.push(message) }).catch(
    (fault: Error) => fault,
  );
  return { error, told };
};

describe('waiting for a database', () => {
  test('ends at once when it is there', () =>
    expect(waitForDatabase(server().href, { seconds: 0 })).resolves.toBeUndefined());

  test('is not begun where the password is wrong, and the password is not repeated', async () => {
    const { error, told } = await refusal(changed({ password: 'not-the-one' }));
    expect(error).toBeInstanceOf(DatabaseNotReached);
    expect((error as Error).message).toMatch(/refuses: password authentication failed/);
    expect((error as Error).message).not.toMatch(/not-the-one/);
    expect(told).toEqual([]);
  });

  test('is not begun where the server has no such database', async () => {
    const { error, told } = await refusal(changed({ pathname: '/nowhere' }));
    expect((error as Error).message).toMatch(/The database nowhere at .* refuses: database "nowhere" does not exist/);
    expect(told).toEqual([]);
  });

  test('ends with a sentence when nobody answers in time', async () => {
    const told: string[] = [];
    const url = changed({ port: String(await closedPort()) });
    await expect(waitForDatabase(url, { seconds: 1, onWaiting: (message) => told.push(message) })).rejects.toThrow(
      /did not answer within 1 s: .*ECONNREFUSED/,
    );
    expect(told[0]).toMatch(/^Waiting for the database .* 1 s at most: .*ECONNREFUSED/);
    await expect(waitForDatabase(url, { seconds: 0 })).rejects.toThrow(/did not answer: .*ECONNREFUSED/);
  });

  test('ends when the program is told to stop', async () => {
    const stopping = new AbortController();
    const url = changed({ port: String(await closedPort()) });
    const waiting = waitForDatabase(url, { seconds: 60, onWaiting: () => stopping.abort(), signal: stopping.signal });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

async function closedPort(): Promise<number> {
  const probe: Server = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return port;
}
