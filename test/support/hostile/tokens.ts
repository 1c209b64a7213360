import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { codeOf, type HostileClient } from './client.js';

/** Tokens that nobody issued. */
export function specifyHostileTokens(client: HostileClient): void {
  const { question, tokenOf } = client;

  test('with a token that was tampered with, is expired, unsigned, signed by somebody else or stolen in part', async () => {
    const good = await tokenOf('demo-secretariat');
    const [head = '', payload = '', signature = ''] = good.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const hmac = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url');
    const forged = `${part({ alg: 'HS256', typ: 'JWT' })}.${payload}`;
    const bad = [
      `${part({ alg: 'none' })}.${payload}.`,
      `${part({ alg: 'NONE', typ: 'JWT' })}.${payload}.${signature}`,
      `${head}.${part({ ...claims, sub: 'demo-auditor' })}.${signature}`,
      `${head}.${part({ ...claims, exp: 4_102_444_800 })}.${signature}`,
      `${forged}.${hmac(forged)}`,
      `${part({ alg: 'RS256', jwk: { kty: 'oct', k: 'AA' } })}.${payload}.${signature}`,
      `${part({ alg: 'EdDSA', kid: '../../dev/null' })}.${payload}.${signature}`,
      `${head}.${payload}`,
      good.slice(0, -10),
      `${good}.x`,
      'null',
      'x'.repeat(5_000),
    ];
    for (const token of bad) {
      const answer = await question({ query: '{ me { personId } }' }, undefined, { authorization: `Bearer ${token}` });
      expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const stale = await client.running().installation.demoTokens!.issue('demo-secretariat', { days: -1 });
    expect(
      await question({ query: '{ me { personId } }' }, undefined, { authorization: `Bearer ${stale}` }),
    ).toMatchObject({ status: 401 });
    for (const authorization of ['Basic cm9vdDpyb290', 'Bearer', 'Bearer a b', `bearer ${good.toUpperCase()}`])
      expect((await question({ query: '{ me { personId } }' }, undefined, { authorization })).status).toBe(401);
  });
}
