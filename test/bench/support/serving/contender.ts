import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server in a process of its own: the address that it listens on, and the token that it asks for, if any. */
export type Serving = { readonly url: string; readonly token: string | undefined; stop(): Promise<void> };

/** Starts a program that says `listening on <port>`, and before that perhaps `token <token>`. */
export async function startServing(program: string, ...parameters: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [program, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  let token: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    const [, what, value] = /^(token|listening on) (\S+)$/.exec(line) ?? [];
    if (what === 'token') token = value;
    // Leaving the loop closes the stream: nothing more is said that anybody would read.
    if (what === 'listening on') return { url: `http://127.0.0.1:${value}`, token, stop };
  }
  throw new Error(`${program} ended before it listened.`);
}
