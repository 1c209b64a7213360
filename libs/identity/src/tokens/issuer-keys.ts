import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

export type IssuerOptions = {
  /** The issuer's identifier, an https URL; plain http is for this machine only. */
  readonly issuer: string;
  /** How long an unknown key id is not looked up again, so that forged tokens cannot flood the issuer. */
  readonly cooldownMs?: number;
  /** How long the keys count as those of today: a withdrawn one is trusted no longer than this. */
  readonly freshMs?: number;
  /** How long known keys are trusted while the issuer is away. Beyond, nobody is recognised. */
  readonly graceMs?: number;
  readonly nowMs?: () => number;
};

type Held = { readonly find: JWTVerifyGetKey; readonly fetchedAt: number };

const TIMEOUT_MS = 5_000;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The keys that an OpenID Connect issuer publishes (OIDC Discovery 1.0). Looked up where its configuration says, each time
 * anew: it may move them. What a token says of where its key is (`jku`, `x5u`, `jwk`) is never looked at.
 */
export class IssuerKeys {
  #held: Held | undefined;
  #fetching: Promise<Held> | undefined;
  #triedAt = -Infinity;
  readonly #options: Required<IssuerOptions>;

  constructor(options: IssuerOptions) {
    requireSafe(options.issuer);
    this.#options = { cooldownMs: 30_000, freshMs: 60_000, graceMs: 15 * 60_000, nowMs: Date.now, ...options };
  }

  /** The key that a token was signed with, for `jwtVerify`. Throws when the issuer is away and was for too long. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const held = await this.#upToDate();
    try {
      return await held.find(header, token);
    } catch (fault) {
      // Signed with a key that was published since.
      if (!(fault instanceof errors.JWKSNoMatchingKey) || this.#coolsDown()) throw fault;
      return (await this.#fetch()).find(header, token);
    }
  };

  async #upToDate(): Promise<Held> {
    const { nowMs, freshMs, graceMs } = this.#options;
    const held = this.#held;
    const age = held ? nowMs() - held.fetchedAt : Infinity;
    if (held && age < freshMs) return held;
    const inGrace = held && age < graceMs;
    if (inGrace && this.#coolsDown()) return held;
    try {
      return await this.#fetch();
    } catch (fault) {
      // An issuer that is restarted must not send everybody away.
      if (inGrace) return held;
      throw fault;
    }
  }

  #coolsDown(): boolean {
    return this.#options.nowMs() - this.#triedAt < this.#options.cooldownMs;
  }

  /** Once for all who ask meanwhile. */
  #fetch(): Promise<Held> {
    const { issuer, nowMs } = this.#options;
    const at = nowMs();
    this.#triedAt = at;
    return (this.#fetching ??= publishedBy(issuer)
      .then((keys) => (this.#held = { find: createLocalJWKSet(keys), fetchedAt: at }))
      .finally(() => (this.#fetching = undefined)));
  }
}

async function publishedBy(issuer: string): Promise<JSONWebKeySet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = (await readJson(address)) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer) throw new Error(`${address} speaks for another issuer: ${String(found.issuer)}.`);
  if (typeof found.jwks_uri !== 'string') throw new Error(`${address} names no jwks_uri.`);
  requireSafe(found.jwks_uri);
  return (await readJson(found.jwks_uri)) as JSONWebKeySet;
}

async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
  return response.json();
}

function requireSafe(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.includes(hostname))) return;
  throw new Error(`Keys are fetched over https only, not from ${address}.`);
}
