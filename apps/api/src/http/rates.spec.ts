import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import type { TokenVerifier } from '@baikoo/identity';
import { limitRates } from './rates.js';

const server = fastify();
const tokens: Pick<TokenVerifier, 'verify'> = { verify: () => Promise.reject(new Error('Nobody has a token here.')) };

beforeAll(async () => {
  await limitRates(server, { requests: 0, exports: 2, failedSignIns: 0 }, tokens);
  server.get('/export/bundle/:file', async () => 'a file');
  server.get('/proof/checkpoint', async () => 'no file');
});
afterAll(() => server.close());

const statusOf = async (url: string) => (await server.inject({ url })).statusCode;

test('a file is counted as one however its address is spelled', async () => {
  expect(await statusOf('/export/bundle/a')).toBe(200);
  expect(await statusOf('/expor%74/bundle/a')).toBe(200);
  for (const address of ['/export/bundle/a', '/expor%74/bundle/a', '/export/%62undle/a', 'http://x/export/bundle/a'])
    expect([address, await statusOf(address)]).not.toContain(200);
  expect(await statusOf('/proof/checkpoint')).toBe(200);
});
