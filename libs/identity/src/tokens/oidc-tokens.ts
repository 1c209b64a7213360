import { createRemoteJWKSet, jwtVerify, type RemoteJWKSet } from 'jose';
import { type Clock, systemClock } from '../clock.js';
import { asInvalidToken, personOf, TokenVerifier } from './token-verifier.js';

export type OidcOptions = {
  /** The issuer's identifier, an https URL; plain http is for this machine only. */
  readonly issuer: string;
  readonly audience: string;
  /** How long an unknown key id is not looked up again, so that forged tokens cannot flood the issuer. */
  readonly cooldownMs?: number;
  readonly clock?: Clock;
};

/** Asymmetric ones only: with HS256 the issuer's public key would become a secret that everybody knows. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const TIMEOUT_MS = 5_000;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Tokens of an OpenID Connect issuer, checked against the keys that it publishes (OIDC Discovery 1.0, RFC 9068). */
export class OidcTokens extends TokenVerifier {
  readonly #options: OidcOptions;
  #keys: Promise<RemoteJWKSet> | undefined;

  constructor(options: OidcOptions) {
    super();
    requireSafe(options.issuer);
    this.#options = options;
  }

  async verify(token: string) {
    const { issuer, audience, clock = systemClock } = this.#options;
    const keys = await this.#load();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(clock.now()),
      });
      return personOf(payload);
    } catch (fault) {
      throw asInvalidToken(fault);
    }
  }

  #load(): Promise<RemoteJWKSet> {
    // A failed attempt is not remembered: the issuer may be starting.
    return (this.#keys ??= discover(this.#options).catch((fault: unknown) => {
      this.#keys = undefined;
      throw fault;
    }));
  }
}

async function discover({ issuer, cooldownMs = 30_000 }: OidcOptions): Promise<RemoteJWKSet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer) throw new Error(`${address} speaks for another issuer: ${String(found.issuer)}.`);
  if (typeof found.jwks_uri !== 'string') throw new Error(`${address} names no jwks_uri.`);
  requireSafe(found.jwks_uri);
  return createRemoteJWKSet(new URL(found.jwks_uri), { cooldownDuration: cooldownMs, timeoutDuration: TIMEOUT_MS });
}

function requireSafe(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.includes(hostname))) return;
  throw new Error(`Keys are fetched over https only, not from ${address}.`);
}
