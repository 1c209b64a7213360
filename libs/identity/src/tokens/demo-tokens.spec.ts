import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { base64url, importJWK, type JWK, SignJWT } from 'jose';
import { DemoTokens } from './demo-tokens.js';

let home: string;
const clock = { now: () => '2026-11-22T06:00:00.000Z' };
const seconds = Date.parse(clock.now()) / 1000;
const keyFile = () => path.join(home, 'identity', 'demo-key.json');
const readKey = async () => JSON.parse(await readFile(keyFile(), 'utf8')) as JWK;
const tokens = () => new DemoTokens(home, clock);

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'baikoo-demo-tokens-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const claims = { iss: 'baikoo-demo', aud: 'baikoo', sub: 'person-1', iat: seconds, exp: seconds + 60 };
/** A token that the demo's own key signed, with other claims than it would. */
const signed = async (changed: object) =>
  new SignJWT({ ...claims, ...changed })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(await importJWK(await readKey(), 'EdDSA'));
const encode = (value: object) => base64url.encode(JSON.stringify(value));
const refusedAs = (reason: string) => ({ name: 'InvalidToken', reason });

describe('demo tokens', () => {
  test('a token names its person', async () => {
    const token = await tokens().issue('person-1', { days: 1 });
    expect(await tokens().verify(token)).toMatchObject({ personId: 'person-1' });
  });
  test('several processes that start at once agree on one key, readable to its owner alone', async () => {
    const fresh = await mkdtemp(path.join(tmpdir(), 'baikoo-demo-tokens-'));
    try {
      const all = Array.from({ length: 5 }, () => new DemoTokens(fresh, clock));
      const issued = await Promise.all(all.map((one) => one.issue('person-1', { days: 1 })));
      for (const one of all) for (const token of issued) await one.verify(token);
      expect(await readdir(path.join(fresh, 'identity'))).toEqual(['demo-key.json']);
      expect((await stat(path.join(fresh, 'identity', 'demo-key.json'))).mode & 0o777).toBe(0o600);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  });
  test('a token ends with its days', async () => {
    const token = await tokens().issue('person-1', { days: 1 });
    const later = (now: string) => new DemoTokens(home, { now: () => now }).verify(token);
    expect(await later('2026-11-23T05:59:59.000Z')).toMatchObject({ personId: 'person-1' });
    await expect(later('2026-11-23T06:00:00.000Z')).rejects.toMatchObject(refusedAs('EXPIRED'));
  });
  test('a token whose person was exchanged is not trusted', async () => {
    const [header, , signature] = (await tokens().issue('person-1', { days: 1 })).split('.');
    const forged = `${header}.${encode({ ...claims, sub: 'person-2' })}.${signature}`;
    await expect(tokens().verify(forged)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });
  test('a token without a signature is not trusted', async () => {
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
    await expect(tokens().verify(unsigned)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });
  test('the public key is not a secret to sign with', async () => {
    const { x } = await readKey();
    for (const secret of [base64url.decode(x!), new TextEncoder().encode(x!)]) {
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
      await expect(tokens().verify(token)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
    }
  });
  test.each([
    ['another issuer', { iss: 'somebody' }],
    ['another audience', { aud: 'another-program' }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['no end', { exp: undefined }],
    ['a start that lies ahead', { nbf: seconds + 60 }],
  ])('a token with %s is not trusted', async (_, changed) =>
    expect(tokens().verify(await signed(changed))).rejects.toMatchObject(refusedAs('NOT_TRUSTED')),
  );
  test.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e'])('"%s" is no token', (text) =>
    expect(tokens().verify(text)).rejects.toMatchObject(refusedAs('MALFORMED')),
  );
});
