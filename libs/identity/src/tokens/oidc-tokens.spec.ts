import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { OidcTokens } from './oidc-tokens.js';

/** An issuer on this machine: what it publishes is what the spec puts here. */
let server: Server;
let issuer: string;
let configuration: object;
let keys: JWK[];
let up: boolean;

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = { '/.well-known/openid-configuration': configuration, '/keys': { keys } }[request.url ?? ''];
    response.writeHead(up && body ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

beforeEach(() => {
  up = true;
  keys = [];
  configuration = { issuer, jwks_uri: `${issuer}/keys` };
});

const tokens = () => new OidcTokens({ issuer, audience: 'baikoo', cooldownMs: 0 });
const refusedAs = (reason: string) => ({ name: 'InvalidToken', reason });

/** A new key of the issuer, published at once, and what it signs. */
async function newKey(alg: string, kid: string) {
  const pair = await generateKeyPair(alg, { extractable: true });
  keys.push({ ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' });
  const sign = (changed: object = {}) =>
    new SignJWT({ iss: issuer, aud: 'baikoo', sub: 'person-1', exp: Date.now() / 1000 + 60, ...changed })
      .setProtectedHeader({ alg, kid })
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
    ['an end that has passed', { exp: 1 }, 'EXPIRED'],
  ])('a token with %s is not accepted', async (_, changed, reason) => {
    const { sign } = await newKey('ES256', 'key-1');
    await expect(tokens().verify(await sign(changed))).rejects.toMatchObject(refusedAs(reason));
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
