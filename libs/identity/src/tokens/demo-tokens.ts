import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { type Clock, systemClock } from '../clock.js';
import { asInvalidToken, personOf, TokenVerifier } from './token-verifier.js';

const ISSUER = 'baikoo-demo';
const AUDIENCE = 'baikoo';
const ALGORITHM = 'EdDSA';

type Keys = {
  readonly signing: Awaited<ReturnType<typeof importJWK>>;
  readonly checking: Awaited<ReturnType<typeof importJWK>>;
};

/**
 * The one-machine demo's own issuer: an Ed25519 key pair in the home, made on first use, readable to its owner alone.
 * Whoever may read that file can be anybody: never for production.
 */
export class DemoTokens extends TokenVerifier {
  #keys: Promise<Keys> | undefined;

  constructor(
    private readonly home: string,
    private readonly clock: Clock = systemClock,
  ) {
    super();
  }

  async issue(personId: string, { days }: { readonly days: number }): Promise<string> {
    const { signing } = await this.#load();
    const now = Math.floor(Date.parse(this.clock.now()) / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(personId)
      .setIssuedAt(now)
      .setExpirationTime(now + days * 86_400)
      .sign(signing);
  }

  async verify(token: string) {
    const { checking } = await this.#load();
    try {
      const { payload } = await jwtVerify(token, checking, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      return personOf(payload);
    } catch (fault) {
      throw asInvalidToken(fault);
    }
  }

  #load(): Promise<Keys> {
    // A failed attempt is not remembered: the folder may become writable.
    return (this.#keys ??= readOrCreateKeys(this.home).catch((fault: unknown) => {
      this.#keys = undefined;
      throw fault;
    }));
  }
}

async function readOrCreateKeys(home: string): Promise<Keys> {
  const file = path.join(home, 'identity', 'demo-key.json');
  const jwk = (await readKey(file)) ?? (await createKey(file));
  const { d: _private, ...publicJwk } = jwk;
  return { signing: await importJWK(jwk, ALGORITHM), checking: await importJWK(publicJwk, ALGORITHM) };
}

async function readKey(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (fault) {
    if (isSystemError(fault, 'ENOENT')) return undefined;
    throw fault;
  }
}

/** Whole or not at all, and never over another's: of several processes that start at once, one key wins. */
async function createKey(file: string): Promise<JWK> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' });
    await link(unfinished, file);
  } catch (fault) {
    if (!isSystemError(fault, 'EEXIST')) throw fault;
  } finally {
    await rm(unfinished, { force: true });
  }
  return (await readKey(file))!;
}

const isSystemError = (fault: unknown, code: string) =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === code;
