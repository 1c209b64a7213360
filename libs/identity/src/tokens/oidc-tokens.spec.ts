import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { OidcTokens } from './oidc-tokens.js';
import { RememberingTokens } from './remembering-tokens.js';

/** An issuer on this machine: what it publishes is what the spec puts here. */
let server: Server;
let issuer: string;
let configuration: object;
let keys: JWK[];
let up: boolean;
/** Whether the keys stand at another address than before. */
let moved: boolean;
/** Addresses that were asked for. */
let asked: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = { '/.well-known/openid-configuration': configuration, [moved ? '/new-keys' : '/keys']: { keys } }[
      request.url ?? ''
    ];
    response.writeHead(up && body ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

beforeEach(() => {
  up = true;
  asked = [];
  moved = false;
  keys = [];
  configuration = { issuer, jwks_uri: `${issuer}/keys` };
});

const tokens = () => new OidcTokens({ issuer, audience: 'baikoo', cooldownMs: 0 });
const seconds = () => Math.floor(Date.now() / 1_000);
const refusedAs = (reason: string) => ({ name: 'InvalidToken', reason });

/** A new key of the issuer, published at once, and what it signs. */
async function newKey(alg: string, kid: string) {
  const pair = await generateKeyPair(alg, { extractable: true });
  keys.push({ ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' });
  const sign = (changed: object = {}, header: object = {}) =>
    new SignJWT({ iss: issuer, aud: 'baikoo', sub: 'person-1', exp: Date.now() / 1000 + 60, ...changed })
      .setProtectedHeader({ alg, kid, ...header })
      .sign(pair.privateKey);
  return { ...pair, sign };
}

describe('tokens of an OpenID Connect issuer', () => {
  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('a token signed with %s names its person', async (alg) => {
    const { sign } = await newKey(alg, 'key-1');
    expect(await tokens().verify(await sign())).toMatchObject({ personId: 'person-1' });
  });

  test('keys rotate: a new one is fetched, a withdrawn one is trusted no longer', async () => {
    const old = await newKey('ES256', 'key-1');
    const verifier = tokens();
    await verifier.verify(await old.sign());
    keys = [];
    const fresh = await newKey('ES256', 'key-2');
    expect(await verifier.verify(await fresh.sign({ sub: 'person-2' }))).toMatchObject({ personId: 'person-2' });
    await expect(verifier.verify(await old.sign())).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });

  test.each([
    ['another issuer', { iss: 'https://elsewhere.example' }, 'NOT_TRUSTED'],
    ['another audience', { aud: 'another-program' }, 'NOT_TRUSTED'],
    ['no end', { exp: undefined }, 'NOT_TRUSTED'],
    ['no subject', { sub: undefined }, 'NOT_TRUSTED'],
    ['an empty subject', { sub: '' }, 'NOT_TRUSTED'],
    ['no issuer', { iss: undefined }, 'NOT_TRUSTED'],
    ['no audience', { aud: undefined }, 'NOT_TRUSTED'],
    ['audiences of which none is ours', { aud: ['a', 'b'] }, 'NOT_TRUSTED'],
    ['an end that has passed', { exp: 1 }, 'EXPIRED'],
    ['an end that passed a moment ago', { exp: Math.floor(Date.now() / 1_000) - 2 }, 'EXPIRED'],
    ['an end that is no number', { exp: 'never' }, 'NOT_TRUSTED'],
    ['a beginning that lies ahead', { nbf: Math.floor(Date.now() / 1_000) + 600 }, 'NOT_TRUSTED'],
  ])('a token with %s is not accepted', async (_, changed, reason) => {
    const { sign } = await newKey('ES256', 'key-1');
    await expect(tokens().verify(await sign(changed))).rejects.toMatchObject(refusedAs(reason));
  });

  test('ours may be one audience among several, and the clock of the issuer half a minute ahead', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    for (const changed of [{ aud: ['another-program', 'baikoo'] }, { nbf: seconds() + 15, iat: seconds() + 15 }])
      expect(await tokens().verify(await sign(changed))).toMatchObject({ personId: 'person-1' });
  });

  test.each([undefined, 'JWT', 'at+jwt', 'application/at+jwt'])(
    'a token of the type %s is one to sign in with',
    async (typ) => {
      const { sign } = await newKey('ES256', 'key-1');
      expect(await tokens().verify(await sign({}, { typ }))).toMatchObject({ personId: 'person-1' });
    },
  );
  test.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'JOSE'])(
    'a token of the type %s is for something else',
    async (typ) => {
      const { sign } = await newKey('ES256', 'key-1');
      await expect(tokens().verify(await sign({}, { typ }))).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
    },
  );

  test('a token does not say where its key is: addresses and keys in it are not looked at', async () => {
    await newKey('ES256', 'key-1');
    const published = [...keys];
    const stranger = await newKey('ES256', 'key-2');
    const elsewhere = keys;
    keys = published;
    const jwk = elsewhere.at(-1);
    for (const header of [
      { jku: `${issuer}/elsewhere` },
      { x5u: `${issuer}/elsewhere` },
      { jwk },
      { jwk, kid: 'key-1' },
    ])
      await expect(tokens().verify(await stranger.sign({}, header))).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
    expect(asked.filter((address) => address === '/elsewhere')).toEqual([]);
  });

  test('a token with a demand that we do not know is refused, not accepted without it', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    const token = (await sign()).split('.');
    token[0] = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'key-1', crit: ['x'], x: 1 })).toString('base64url');
    await expect(tokens().verify(token.join('.'))).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('a tampered token is not trusted', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    const [header, , signature] = (await sign()).split('.');
    const [, payload] = (await sign({ sub: 'person-2' })).split('.');
    const forged = `${header}.${payload}.${signature}`;
    await expect(tokens().verify(forged)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });

  test('a token signed by somebody else under a known key id is not trusted', async () => {
    await newKey('ES256', 'key-1');
    const published = [...keys];
    const stranger = await newKey('ES256', 'key-1');
    keys = published;
    await expect(tokens().verify(await stranger.sign())).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });

  test('a token without a signature is not trusted', async () => {
    await newKey('RS256', 'key-1');
    const unsigned = new UnsecuredJWT({ sub: 'person-1' })
      .setIssuer(issuer)
      .setAudience('baikoo')
      .setExpirationTime('1m')
      .encode();
    await expect(tokens().verify(unsigned)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });

  test('the public key is not a secret to sign with', async () => {
    const { publicKey } = await newKey('RS256', 'key-1');
    const token = await new SignJWT({ iss: issuer, aud: 'baikoo', sub: 'person-1', exp: Date.now() / 1000 + 60 })
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .sign(new TextEncoder().encode(await exportSPKI(publicKey)));
    await expect(tokens().verify(token)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });

  test('a withdrawn key opens nothing within a minute and a half, although nobody shows a newer one', async () => {
    const clock = { at: '2026-11-24T06:00:00.000Z', now: () => clock.at };
    const old = await newKey('ES256', 'key-1');
    const verifier = new RememberingTokens(new OidcTokens({ issuer, audience: 'baikoo', clock }), clock);
    const token = await old.sign({ exp: Date.parse(clock.at) / 1_000 + 86_400 });
    expect(await verifier.verify(token)).toMatchObject({ personId: 'person-1' });
    keys = [];
    clock.at = '2026-11-24T06:01:30.000Z';
    await expect(verifier.verify(token)).rejects.toMatchObject(refusedAs('NOT_TRUSTED'));
  });

  test('an issuer that is away for some minutes sends nobody away; one that is away for long does', async () => {
    const clock = { at: '2026-11-24T06:00:00.000Z', now: () => clock.at };
    const { sign } = await newKey('ES256', 'key-1');
    const verifier = new OidcTokens({ issuer, audience: 'baikoo', clock });
    const token = await sign({ exp: Date.parse(clock.at) / 1_000 + 86_400 });
    await verifier.verify(token);
    up = false;
    clock.at = '2026-11-24T06:10:00.000Z';
    expect(await verifier.verify(token)).toMatchObject({ personId: 'person-1' });
    clock.at = '2026-11-24T06:16:00.000Z';
    await expect(verifier.verify(token)).rejects.toThrow('answers 503');
  });

  test('forged key ids do not flood the issuer', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    const verifier = new OidcTokens({ issuer, audience: 'baikoo' });
    await verifier.verify(await sign());
    const before = asked.length;
    for (let nth = 0; nth < 20; nth++)
      await expect(verifier.verify(await sign({}, { kid: `made-up-${nth}` }))).rejects.toMatchObject(
        refusedAs('NOT_TRUSTED'),
      );
    expect(asked.length).toBe(before);
  });

  test('an issuer that moved its keys is followed', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    const verifier = tokens();
    await verifier.verify(await sign());
    keys = [];
    const fresh = await newKey('ES256', 'key-2');
    moved = true;
    configuration = { issuer, jwks_uri: `${issuer}/new-keys` };
    expect(await verifier.verify(await fresh.sign())).toMatchObject({ personId: 'person-1' });
  });

  test('an issuer that is down is a fault of the issuer, and forgotten when it is up again', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    const verifier = tokens();
    up = false;
    await expect(verifier.verify(await sign())).rejects.toThrow('answers 503');
    up = true;
    expect(await verifier.verify(await sign())).toMatchObject({ personId: 'person-1' });
  });

  test('a configuration of another issuer is not followed', async () => {
    const { sign } = await newKey('ES256', 'key-1');
    configuration = { ...configuration, issuer: 'https://elsewhere.example' };
    await expect(tokens().verify(await sign())).rejects.toThrow('another issuer');
  });

  test('keys are not fetched in clear from another machine', async () => {
    expect(() => new OidcTokens({ issuer: 'http://login.example', audience: 'baikoo' })).toThrow('https only');
    const { sign } = await newKey('ES256', 'key-1');
    configuration = { issuer, jwks_uri: 'http://login.example/keys' };
    await expect(tokens().verify(await sign())).rejects.toThrow('https only');
  });
});
