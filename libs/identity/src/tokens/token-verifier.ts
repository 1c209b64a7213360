import { errors, type JWTPayload } from 'jose';

/** Whose token it is, and when it ends: milliseconds of the epoch, where its issuer said so. */
export type Verified = { readonly personId: string; readonly expiresAt?: number };

/** Says whose token it is. Adapters: {@link DemoTokens} for one machine, {@link OidcTokens} for an installation. */
export abstract class TokenVerifier {
  /** Throws {@link InvalidToken} for a token that is not to be trusted. The person's id is the token's subject. */
  abstract verify(token: string): Promise<Verified>;
}

/**
 * MALFORMED: not a bearer token at all. EXPIRED: was good once. NOT_TRUSTED: wrong signature, algorithm, issuer,
 * audience or claims. MANDATE_NOT_HELD: the person does not hold the mandate that the request names.
 */
export type InvalidTokenReason = 'MALFORMED' | 'EXPIRED' | 'NOT_TRUSTED' | 'MANDATE_NOT_HELD';

/** The request says who is asking, but not so that it can be believed. The edge answers like HTTP's 401. */
export class InvalidToken extends Error {
  constructor(
    readonly reason: InvalidTokenReason,
    options?: ErrorOptions,
  ) {
    super(`The token is not accepted: ${reason}.`, options);
    this.name = 'InvalidToken';
  }
}

const FAULTS_OF_THE_TOKEN = [
  errors.JWTClaimValidationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/** The token's fault as {@link InvalidToken}; anything else, such as an issuer that is down, as it came. */
export function asInvalidToken(fault: unknown): unknown {
  if (fault instanceof errors.JWTExpired) return new InvalidToken('EXPIRED', { cause: fault });
  if (fault instanceof errors.JWSInvalid || fault instanceof errors.JWTInvalid)
    return new InvalidToken('MALFORMED', { cause: fault });
  if (FAULTS_OF_THE_TOKEN.some((kind) => fault instanceof kind))
    return new InvalidToken('NOT_TRUSTED', { cause: fault });
  return fault;
}

/** The subject of a verified token, and its end. */
export function personOf({ sub, exp }: JWTPayload): Verified {
  if (!sub) throw new InvalidToken('NOT_TRUSTED');
  return { personId: sub, ...(exp !== undefined && { expiresAt: exp * 1_000 }) };
}
