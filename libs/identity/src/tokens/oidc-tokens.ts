import { jwtVerify } from 'jose';
import { type Clock, systemClock } from '../clock.js';
import { IssuerKeys, type IssuerOptions } from './issuer-keys.js';
import { asInvalidToken, InvalidToken, personOf, TokenVerifier } from './token-verifier.js';

export type OidcOptions = Omit<IssuerOptions, 'nowMs'> & { readonly audience: string; readonly clock?: Clock };

/** Asymmetric ones only: with HS256 the issuer's public key would become a secret that everybody knows. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Access tokens (RFC 9068) and the plain ones of most issuers; never one that says it is for something else. */
const TYPES = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];

/** An issuer whose clock is a little ahead: its token begins in our future. The end of a token has no such margin. */
const TOLERANCE_S = 30;

/**
 * Tokens of an OpenID Connect issuer, checked against the keys that it publishes (RFC 7519, RFC 8725, RFC 9068): signature
 * by a known key and an asymmetric algorithm, issuer, audience (ours among those that it names), beginning and end.
 */
export class OidcTokens extends TokenVerifier {
  readonly #keys: IssuerKeys;

  constructor(private readonly options: OidcOptions) {
    super();
    const { clock = systemClock } = options;
    this.#keys = new IssuerKeys({ ...options, nowMs: () => Date.parse(clock.now()) });
  }

  async verify(token: string) {
    const { issuer, audience, clock = systemClock } = this.options;
    const now = clock.now();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keys.find, {
        ...{ algorithms: ALGORITHMS, issuer, audience, requiredClaims: ['sub', 'exp'] },
        ...{ currentDate: new Date(now), clockTolerance: TOLERANCE_S },
      });
      if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new InvalidToken('NOT_TRUSTED');
      const person = personOf(payload);
      if (person.expiresAt !== undefined && person.expiresAt <= Date.parse(now)) throw new InvalidToken('EXPIRED');
      return person;
    } catch (fault) {
      throw asInvalidToken(fault);
    }
  }
}
