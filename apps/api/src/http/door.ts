import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FaultName } from '@baikoo/languages';
import { Refused } from './refused.js';
import { hashOf, hashIn, type TrustedDocuments } from './trusted-documents.js';

/** Headers that a browser sends to another site only after it was allowed to. */
const ASKED_FIRST = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;
const STATUS: Partial<Record<FaultName, number>> = { UNSUPPORTED_TYPE: 415, UNTRUSTED_DOCUMENT: 403 };

type Asked = { readonly query?: unknown; readonly variables?: unknown; readonly operationName?: unknown };

/**
 * Looks at the form of a question before GraphQL does, which would refuse it in English: one question at a time, as an
 * object, of a kind that no foreign page can send in a signed-in person's name, and, where the operator said so, only
 * one of the list.
 */
export function guardDoor(server: FastifyInstance, path: string, trusted: TrustedDocuments | undefined): void {
  server.addHook('preHandler', async (request) => {
    // By the route, which an address reaches in many spellings: `/graphq%6c`, `http://host/graphql`.
    if (request.routeOptions.url !== path) return;
    const fault = findFault(request, trusted);
    if (fault) throw new Refused(STATUS[fault] ?? 400, fault);
  });
}

function findFault(request: FastifyRequest, trusted: TrustedDocuments | undefined): FaultName | undefined {
  if (request.method === 'GET') {
    if (ASKED_FIRST.every((name) => !request.headers[name]) && !isJson(request)) return 'CROSS_SITE';
    const query = (request.query as Asked).query;
    if (Array.isArray(query)) return 'NOT_A_QUESTION';
    return findFaultOfHash(query, parsed((request.query as { extensions?: unknown }).extensions), trusted);
  }
  if (!isJson(request)) return 'UNSUPPORTED_TYPE';
  const { body } = request;
  if (Array.isArray(body)) return 'NO_BATCHES';
  if (!isObject(body)) return 'NOT_A_QUESTION';
  const { query, variables, operationName, extensions } = body as Asked & { readonly extensions?: unknown };
  const isQuestion =
    (typeof query === 'string' ? query.trim() !== '' : query === undefined && isObject(extensions)) &&
    (variables == null || isObject(variables)) &&
    (operationName == null || typeof operationName === 'string') &&
    (extensions == null || isObject(extensions));
  return isQuestion ? findFaultOfHash(query, extensions, trusted) : 'NOT_A_QUESTION';
}

/** A text under the hash of another would be Apollo Server's own fault, in its log. */
function findFaultOfHash(
  query: unknown,
  extensions: unknown,
  trusted: TrustedDocuments | undefined,
): FaultName | undefined {
  const hash = hashIn(extensions);
  if (typeof query === 'string' && hash !== undefined && hash !== hashOf(query)) return 'OTHER_HASH';
  return trusted && !trusted.serves(query, extensions) ? 'UNTRUSTED_DOCUMENT' : undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isJson = ({ headers }: FastifyRequest): boolean =>
  /^application\/(graphql-response\+)?json\s*(;|$)/i.test(headers['content-type'] ?? '');

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
