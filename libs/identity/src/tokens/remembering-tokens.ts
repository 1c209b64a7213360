import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '../clock.js';
import { InvalidToken, TokenVerifier, type Verified } from './token-verifier.js';

/** A key that its issuer withdraws must stop working soon, whatever its tokens say of themselves. */
const LONGEST_MS = 30_000;
const MOST_TOKENS = 10_000;

type Known = Verified & { readonly until: number };

/**
 * Checks a signature once in half a minute instead of at every request. Only tokens that were believed are remembered,
 * never beyond their own end, and by the whole token: nothing can be made up that resembles one.
 */
export class RememberingTokens extends TokenVerifier {
  readonly #known = new LRUCache<string, Known>({ max: MOST_TOKENS });

  constructor(
    private readonly tokens: TokenVerifier,
    private readonly clock: Clock = systemClock,
  ) {
    super();
  }

  async verify(token: string): Promise<Verified> {
    const now = Date.parse(this.clock.now());
    const known = this.#known.get(token);
    if (known && known.expiresAt !== undefined && known.expiresAt <= now) {
      this.#known.delete(token);
      throw new InvalidToken('EXPIRED');
    }
    if (known && now < known.until && now >= known.until - LONGEST_MS) return known;
    const verified = await this.tokens.verify(token);
    this.#known.set(token, { ...verified, until: now + LONGEST_MS });
    return verified;
  }
}
