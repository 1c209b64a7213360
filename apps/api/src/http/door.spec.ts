import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { guardDoor } from './door.js';
import { Refused } from './refused.js';
import { hashOf, TrustedDocuments } from './trusted-documents.js';

const KNOWN = '{ plans { totalCount } }';
const server = fastify();

beforeAll(async () => {
  guardDoor(server, '/graphql', new TrustedDocuments([KNOWN], true));
  server.setErrorHandler((fault, _request, reply) =>
    fault instanceof Refused ? reply.status(fault.status).send({ code: fault.code }) : reply.status(500).send(),
  );
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler: async () => ({ code: 'served' }) });
  await server.ready();
});
afterAll(() => server.close());

const post = async (payload: object) =>
  (await server.inject({ method: 'POST', url: '/graphql', payload })).json<{ code: string }>().code;
const by = (sha256Hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe('where only what the operator has looked at is answered', () => {
  test('that is, by its text and by its hash, also with GET', async () => {
    expect(await post({ query: KNOWN })).toBe('served');
    expect(await post(by(hashOf(KNOWN)))).toBe('served');
    const extensions = JSON.stringify(by(hashOf(KNOWN)).extensions);
    const { statusCode } = await server.inject({
      url: `/graphql?extensions=${encodeURIComponent(extensions)}`,
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(statusCode).toBe(200);
  });
  test.each([
    ['another text', { query: '{ me { role } }' }],
    ['the text with one more space', { query: `${KNOWN} ` }],
    ['another hash', by(hashOf('{ me { role } }'))],
    ['another text that brings its own hash', { query: '{ me { role } }', ...by(hashOf('{ me { role } }')) }],
    ['a hash that is none', by(['x'])],
    ['a hash by the name of something else', by('__proto__')],
  ])('%s is refused', async (_what, question) => expect(await post(question)).toBe('UNTRUSTED_DOCUMENT'));
  test('a text under the hash of another is neither', async () =>
    expect(await post({ query: KNOWN, ...by(hashOf('{ me { role } }')) })).toBe('OTHER_HASH'));
});
