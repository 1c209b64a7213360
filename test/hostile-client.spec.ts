import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { specifyHostileAddresses } from './support/hostile/addresses.js';
import { hostileClient } from './support/hostile/client.js';
import { specifyHostileQuestions } from './support/hostile/questions.js';
import { specifyHostileTokens } from './support/hostile/tokens.js';
import { specifyHostileWebSocket } from './support/hostile/web-socket.js';
import { type RunningApi, startApi } from './support/running-api.js';

let api: RunningApi;
let schema: GraphQLSchema;
let before: { readonly head: bigint; readonly honest: string; readonly heap: number };
const errorsLogged: string[] = [];
const logger = {
  ...{ log: () => {}, warn: () => {}, debug: () => {}, verbose: () => {} },
  error: (fault: unknown) => void errorsLogged.push(String(fault)),
};
const HONEST = '{ plans { totalCount nodes { id titles { ky ru en } } } measures(first: 3) { nodes { id status } } }';
const client = hostileClient(() => api);

beforeAll(async () => {
  api = await startApi({ logger, settings: { RATE_FAILED_SIGN_INS: '0' } });
  schema = api.server.app.get(GraphQLSchemaHost).schema;
  before = { head: await api.installation.store.head(), honest: await honestAnswer(), heap: heap() };
}, 60_000);
afterAll(() => api?.close());

const heap = () => process.memoryUsage().heapUsed;
const honestAnswer = async () => JSON.stringify(await api.ask('demo-auditor', HONEST));

describe('a hostile client gets nowhere', () => {
  specifyHostileQuestions(client, () => schema);
  specifyHostileTokens(client);
  specifyHostileAddresses(client);
  specifyHostileWebSocket(client);
});

describe('after all of it', () => {
  test('hundreds of requests were answered, and none of them was an error of ours', () => {
    expect(client.asked()).toBeGreaterThan(400);
    expect(errorsLogged).toEqual([]);
  });
  test('nothing was written', async () => expect(await api.installation.store.head()).toBe(before.head));
  test('the next honest caller is answered as before', async () => expect(await honestAnswer()).toBe(before.honest));
  test('memory has not grown with it', () => expect(heap() - before.heap).toBeLessThan(400 * 2 ** 20));
});
