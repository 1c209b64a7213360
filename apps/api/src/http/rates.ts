import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type TokenVerifier, InvalidToken } from '@baikoo/identity';
import type { Rates } from '@baikoo/installation';
import { Refused } from './refused.js';

const MINUTE_MS = 60_000;
/** Callers that are counted at the same time; whoever was away longest is forgotten first. */
const MOST_CALLERS = 50_000;
/** Asked by machines of the operator, which must not be turned away. */
const UNCOUNTED = new Set(['/health', '/metrics']);
/** Addresses of files: making one costs more than an answer. */
const FILE = /^\/(export|import|forms?|proof\/checkpoints)(\/|$)/;

type Who = { readonly key: string; readonly failed: boolean };

/**
 * How often each caller may ask in a minute: a person by their token, others by their address, so that an office behind
 * one address is not one caller. Failed sign-ins are counted by address; they turn away further failures only, because
 * whoever has a good token is known by it.
 */
export async function limitRates(
  server: FastifyInstance,
  rates: Rates,
  tokens: Pick<TokenVerifier, 'verify'>,
): Promise<void> {
  await server.register(rateLimit, { global: false, cache: MOST_CALLERS });
  const callers = new WeakMap<FastifyRequest, Who>();
  const budget = (most: number, keyOf: (request: FastifyRequest) => string) => {
    if (most === 0) return undefined;
    return server.createRateLimit({ max: most, timeWindow: MINUTE_MS, keyGenerator: keyOf });
  };
  const byCaller = (request: FastifyRequest) => callers.get(request)?.key ?? request.ip;
  const requests = budget(rates.requests, byCaller);
  const files = budget(rates.exports, byCaller);
  const failures = budget(rates.failedSignIns, (request) => request.ip);

  server.addHook('onRequest', async (request) => {
    // By the route, which an address reaches in many spellings: `/expor%74/…`. What has none is counted as a question.
    const path = request.routeOptions.url ?? '';
    if (UNCOUNTED.has(path)) return;
    const who = await whoAsks(request, tokens);
    callers.set(request, who);
    if (who.failed) await spend(failures, request, 'TOO_MANY_FAILED_SIGN_INS');
    await spend(requests, request, 'TOO_MANY_REQUESTS');
    if (FILE.test(path)) await spend(files, request, 'TOO_MANY_EXPORTS');
  });
}

type Budget = ReturnType<FastifyInstance['createRateLimit']> | undefined;

async function spend(
  budget: Budget,
  request: FastifyRequest,
  code: 'TOO_MANY_FAILED_SIGN_INS' | 'TOO_MANY_REQUESTS' | 'TOO_MANY_EXPORTS',
): Promise<void> {
  const spent = await budget?.(request);
  if (!spent || spent.isAllowed || !spent.isExceeded) return;
  throw new Refused(429, code, { limit: spent.max, seconds: Math.max(1, spent.ttlInSeconds) });
}

/** A token that was believed before costs a look-up; the answer to a bad one is left to who reads the request. */
async function whoAsks({ headers, ip }: FastifyRequest, tokens: Pick<TokenVerifier, 'verify'>): Promise<Who> {
  const [, token] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  const address = `address ${ip}`;
  if (!token) return { key: address, failed: headers.authorization !== undefined };
  try {
    return { key: `person ${(await tokens.verify(token)).personId}`, failed: false };
  } catch (fault) {
    return { key: address, failed: fault instanceof InvalidToken };
  }
}
