import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { askingOf } from './asking.js';
import type { Production } from './installation.js';

/** Who sends slowly, or stops in the middle. */
export function specifySlowSenders(production: () => Production): void {
  const { send } = askingOf(production);

  describe('who sends slowly', () => {
    /** Writes to the open port, and resolves with what came back and how long the connection was held. */
    const open = (first: string, more?: string) =>
      new Promise<{ answer: string; heldMs: number }>((resolve) => {
        const [began, { port }] = [Date.now(), new URL(production().api.url)];
        let answer = '';
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(first));
        const drip = more === undefined ? undefined : setInterval(() => socket.write(more), 200);
        socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
        socket.on('error', () => {});
        socket.on('close', () => {
          clearInterval(drip);
          resolve({ answer, heldMs: Date.now() - began });
        });
      });
    const HEAD =
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n';

    const introduced = () =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`${production().api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
        socket.on('close', resolve);
      });

    test('a body, headers or an introduction, or stops in the middle, is given up, and the next is served', async () => {
      const [websocket, ...given] = await Promise.all([
        introduced(),
        open(HEAD, 'x'),
        open(HEAD),
        open('GET /health HTTP/1.1\r\n', 'x-more: 1\r\n'),
        open('GET /health HTTP/1.1\r\nhost: x\r\n'),
      ]);
      expect(websocket).toBe(4408);
      for (const { answer, heldMs } of given) {
        expect(answer).not.toMatch(/HTTP\/1\.1 (200|500)/);
        expect(heldMs).toBeLessThan(9_000);
      }
      expect((await send('/health', {})).status).toBe(200);
    });
  });
}
