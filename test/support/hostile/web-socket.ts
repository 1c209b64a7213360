import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { type HostileClient, LEAKS } from './client.js';

/** Messages that break the protocol, and too many of them. */
export function specifyHostileWebSocket(client: HostileClient): void {
  const { tokenOf } = client;

  test('over a WebSocket', async () => {
    const token = await tokenOf('demo-auditor');
    const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    const subscribe = (id: string, query: string) => JSON.stringify({ id, type: 'subscribe', payload: { query } });
    const talk = async (
      messages: readonly (string | Buffer)[],
      onceKnown?: string,
      protocol = 'graphql-transport-ws',
    ) => {
      client.count();
      const socket = new WebSocket(`${client.running().url.replace('http', 'ws')}/graphql`, protocol, {
        headers: { 'accept-language': 'ru' },
      });
      const heard: string[] = [];
      const closed = new Promise<string>((resolve) => {
        socket.on('message', (data: Buffer) => {
          if (heard.push(data.toString()) === 1 && onceKnown) socket.send(onceKnown);
          else if (onceKnown) resolve('answered');
        });
        socket.on('close', (code, reason) => resolve(`${code} ${String(reason)}`));
        socket.on('error', () => {});
        socket.on('open', () => messages.forEach((message) => socket.send(message)));
      });
      const end = await Promise.race([closed, sleep(5_000, 'open')]);
      socket.terminate();
      for (const leak of LEAKS) expect([end, ...heard].join('\n').match(leak)?.[0]).toBeUndefined();
      return { end, heard: heard.join('\n') };
    };
    expect((await talk(['no json'])).end).toMatch(/^4400 .*протокол/);
    expect((await talk([subscribe('1', 'subscription { __typename }')])).end).toMatch(/^4401 /);
    expect((await talk([init, init])).end).toMatch(/^44\d\d [А-Я]/);
    expect((await talk(['x'.repeat(20_000)])).end).toMatch(/^1009/);
    expect((await talk([init, ...Array.from({ length: 250 }, () => '{"type":"ping"}')])).end).toMatch(/^4429 /);
    expect((await talk([init], subscribe('1', '{ me { personId } }'))).heard).toContain('ONLY_SUBSCRIPTIONS');
    expect((await talk([init], subscribe('1', `subscription { ${'a { '.repeat(1_500)}`))).heard).toContain('TOO_LONG');
    await talk([Buffer.from([0, 255, 1])], undefined, 'nothing');
  });
}
