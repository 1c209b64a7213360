import { z } from 'zod';

const whole = (most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, `must be a whole number, 0 to ${most}`)
    .transform(Number)
    .refine((value) => value <= most, `must be a whole number, 0 to ${most}`)
    .default(fallback);
const limit = (most: number, fallback: number) =>
  whole(most, fallback).refine((value) => value > 0, `must be a whole number, 1 to ${most}`);
const yes = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** An origin is a scheme, a host and a port (RFC 6454); plain http only for this machine. `*` is none. */
const ORIGIN = /^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)$/i;
/** Addresses and networks whose `X-Forwarded-*` are believed; `true` would believe everybody's. */
const PROXY = /^([0-9a-f.:]+(\/\d{1,3})?|loopback|linklocal|uniquelocal)$/i;

/** Settings of how the API is served. All limits are defaults of this program, not law. */
export const servingSettings = {
  LIMIT_BODY_BYTES: limit(64 * 2 ** 20, 2 ** 20),
  LIMIT_TOKENS: limit(100_000, 2_000),
  LIMIT_DEPTH: limit(100, 15),
  LIMIT_COST: limit(10 ** 9, 100_000),
  LIMIT_ALIASES: limit(10_000, 30),
  LIMIT_ROOT_FIELDS: limit(1_000, 20),
  LIMIT_DIRECTIVES: limit(10_000, 30),
  LIMIT_VARIABLES_BYTES: limit(64 * 2 ** 20, 2 ** 19),
  LIMIT_VARIABLES_DEPTH: limit(100, 12),
  LIMIT_CONNECTIONS: limit(1_000_000, 5_000),
  LIMIT_WEBSOCKETS: limit(100_000, 1_000),
  LIMIT_WEBSOCKETS_OF_PERSON: limit(1_000, 10),
  LIMIT_SUBSCRIPTIONS: limit(1_000, 10),
  RATE_REQUESTS: whole(10 ** 9, 1_200),
  RATE_EXPORTS: whole(10 ** 9, 60),
  RATE_FAILED_SIGN_INS: whole(10 ** 9, 60),
  REQUEST_TIMEOUT_SECONDS: limit(3_600, 30),
  TRUST_PROXY: list
    .refine((parts) => parts.every((part) => PROXY.test(part)), 'must be addresses or networks, such as 10.0.0.0/8')
    .optional(),
  CORS_ORIGINS: list
    .refine((parts) => parts.every((part) => ORIGIN.test(part)), 'must be origins, such as https://screens.example.kg')
    .optional(),
  HSTS_SECONDS: whole(10 ** 9, 0),
  TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  TRUSTED_DOCUMENTS_ONLY: yes,
};

export type ServingSettings = {
  readonly limits: Limits;
  readonly rates: Rates;
  /** A request that has not arrived whole after so long is given up. */
  readonly requestTimeoutMs: number;
  /** Proxies whose word on the client's address is taken; undefined: nobody's. */
  readonly trustProxy: readonly string[] | undefined;
  /** Pages of these origins may ask; none unless said. */
  readonly corsOrigins: readonly string[];
  /** How long browsers are to come by https only; 0: nothing is said of it. */
  readonly hstsSeconds: number;
  readonly trustedDocuments: { readonly path: string; readonly only: boolean } | undefined;
};

/** What one request may ask for. */
export type Limits = {
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  /** See `apps/api/src/limits/cost.ts` for the unit. */
  readonly cost: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly variablesBytes: number;
  readonly variablesDepth: number;
  readonly connections: number;
  readonly websockets: number;
  readonly websocketsOfPerson: number;
  readonly subscriptions: number;
};

/** How often in a minute, by caller; 0: no limit. */
export type Rates = { readonly requests: number; readonly exports: number; readonly failedSignIns: number };

type Given = z.output<z.ZodObject<typeof servingSettings>>;

export const servingOf = (given: Given): ServingSettings => ({
  limits: {
    bodyBytes: given.LIMIT_BODY_BYTES,
    tokens: given.LIMIT_TOKENS,
    depth: given.LIMIT_DEPTH,
    cost: given.LIMIT_COST,
    aliases: given.LIMIT_ALIASES,
    rootFields: given.LIMIT_ROOT_FIELDS,
    directives: given.LIMIT_DIRECTIVES,
    variablesBytes: given.LIMIT_VARIABLES_BYTES,
    variablesDepth: given.LIMIT_VARIABLES_DEPTH,
    connections: given.LIMIT_CONNECTIONS,
    websockets: given.LIMIT_WEBSOCKETS,
    websocketsOfPerson: given.LIMIT_WEBSOCKETS_OF_PERSON,
    subscriptions: given.LIMIT_SUBSCRIPTIONS,
  },
  rates: { requests: given.RATE_REQUESTS, exports: given.RATE_EXPORTS, failedSignIns: given.RATE_FAILED_SIGN_INS },
  requestTimeoutMs: given.REQUEST_TIMEOUT_SECONDS * 1_000,
  trustProxy: given.TRUST_PROXY,
  corsOrigins: given.CORS_ORIGINS ?? [],
  hstsSeconds: given.HSTS_SECONDS,
  trustedDocuments: given.TRUSTED_DOCUMENTS
    ? { path: given.TRUSTED_DOCUMENTS, only: given.TRUSTED_DOCUMENTS_ONLY }
    : undefined,
});
