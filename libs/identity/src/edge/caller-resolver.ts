import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { type Actor, type CalendarDate, dateOf } from '@baikoo/kernel';
import { negotiateLanguage } from '@baikoo/languages';
import { findStanding, type Standing } from '@baikoo/projections';
import { LRUCache } from 'lru-cache';
import { Clock } from '../clock.js';
import { findMandatesInForce, mandateModel, type MandateView } from '../read/mandates.js';
import { InvalidToken, TokenVerifier } from '../tokens/token-verifier.js';

export type CallerHeaders = {
  readonly authorization?: string | undefined;
  readonly 'accept-language'?: string | undefined;
  readonly 'x-correlation-id'?: string | undefined;
  /** The mandate to act under, for people who hold several. */
  readonly 'baikoo-mandate'?: string | undefined;
};

const MOST_PEOPLE = 10_000;
/** A token of a whole office's groups and roles is shorter; a longer one is not even looked at. */
const LONGEST_HEADER = 8_192;

/**
 * From the headers of a request to whoever is asking. A request without a token is nobody's, and so is one of a person
 * without a mandate in force; a token or mandate that cannot be believed throws {@link InvalidToken}.
 */
@Injectable()
export class CallerResolver {
  readonly #known = new LRUCache<string, Known>({ max: MOST_PEOPLE });

  constructor(
    private readonly tokens: TokenVerifier,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async resolve(headers: CallerHeaders): Promise<Caller> {
    const at = this.clock.now();
    const personId = await this.#findPerson(headers);
    // Asked once for each request: it also tells whether a remembered answer still holds.
    const standing = personId === undefined ? undefined : await findStanding(this.db);
    return {
      personId,
      by: standing && (await this.#findActor(personId!, headers, dateOf(at), standing)),
      language: negotiateLanguage(headers['accept-language']),
      correlationId: correlationIdOf(headers['x-correlation-id']),
      at,
      asOf: undefined,
      today: dateOf(at),
      ...(standing && { standing }),
    };
  }

  async #findPerson({ authorization }: CallerHeaders): Promise<string | undefined> {
    return authorization === undefined ? undefined : (await this.tokens.verify(bearerToken(authorization))).personId;
  }

  async #findActor(
    personId: string,
    headers: CallerHeaders,
    today: CalendarDate,
    standing: Standing,
  ): Promise<Actor | undefined> {
    const mandates = await this.#findMandates(personId, today, standing.ofTables([mandateModel.table]));
    const wanted = headers['baikoo-mandate'];
    const mandate = wanted === undefined ? mandates[0] : mandates.find(({ id }) => id === wanted);
    if (!mandate && wanted !== undefined) throw new InvalidToken('MANDATE_NOT_HELD');
    if (!mandate) return undefined;
    const { role, organisationId, territoryId } = mandate;
    return { personId, role, organisationId, territoryId, onBehalfOf: null };
  }

  /** Remembered until any mandate changes or the day does: a revoked one is gone with the next request. */
  async #findMandates(personId: string, today: CalendarDate, standing: string) {
    const known = this.#known.get(personId);
    if (known && known.standing === standing && known.today === today) return known.mandates;
    const mandates = await findMandatesInForce(this.db, personId, today);
    // Read after the standing was: at least as new, so at most it is read once more than necessary.
    this.#known.set(personId, { standing, today, mandates });
    return mandates;
  }
}

type Known = { readonly standing: string; readonly today: CalendarDate; readonly mandates: readonly MandateView[] };

/** RFC 6750, section 2.1. The scheme's name is not case-sensitive (RFC 9110, section 11.1). */
function bearerToken(authorization: string): string {
  if (authorization.length > LONGEST_HEADER) throw new InvalidToken('MALFORMED');
  const [, token] = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization) ?? [];
  if (!token) throw new InvalidToken('MALFORMED');
  return token;
}

/** The client's own if it can be kept safely, so that its log and ours can be laid side by side. */
export const correlationIdOf = (given: unknown): string =>
  typeof given === 'string' && /^[A-Za-z0-9._:-]{8,100}$/.test(given) ? given : randomUUID();
