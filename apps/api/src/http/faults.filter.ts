import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from '@baikoo/database';
import { uploadLimitOf } from '@baikoo/exchange';
import { type FaultName, negotiateLanguage, translatorFor } from '@baikoo/languages';
import type { Telling } from '../graphql/errors.js';
import { Refused } from './refused.js';

/** What the web server refuses by itself, by the status that it answers with. */
const BY_STATUS: Readonly<Record<number, FaultName>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_TYPE',
};
/** Bodies that are no JSON, by what Fastify and its parser call them. */
const NOT_JSON = /JSON|__proto__|constructor|prototype/i;

/**
 * Says faults of HTTP in the caller's language, with a code, without paths, stacks or names of libraries. GraphQL has
 * its own words (`inWords`): its faults pass here only so that NestJS does not log each as an error with a stack.
 */
@Catch()
export class FaultsFilter implements ExceptionFilter {
  constructor(private readonly tell: Telling) {}

  catch(fault: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() !== 'http') throw fault;
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (reply.sent) return undefined;
    answerFault(fault, request, reply, this.tell);
    return undefined;
  }
}

export function answerFault(fault: unknown, request: FastifyRequest, reply: FastifyReply, tell: Telling): void {
  const correlationId = String(request.headers['x-correlation-id'] ?? '');
  const say = translatorFor(negotiateLanguage(request.headers['accept-language']));
  const { status, code, values } = refusalOf(fault, request);
  if (status >= 500) tell.logger.error(fault, correlationId);
  else tell.refused(code, correlationId);
  const message = say.say(`fault.${code}`, { ...values, correlationId });
  const more = code === 'UNAVAILABLE' ? { retryable: true } : values;
  const shown = { UNAVAILABLE: 'SERVICE_UNAVAILABLE', INTERNAL: 'INTERNAL_SERVER_ERROR' }[String(code)] ?? code;
  reply.status(status).type('application/json; charset=utf-8');
  if (values['seconds']) reply.header('retry-after', values['seconds']);
  // Clients of GraphQL read errors in its own form, all others a plain object.
  const isGraphQL = request.url.split('?')[0] === '/graphql';
  const body = isGraphQL
    ? { errors: [{ message, extensions: { code: shown, correlationId, ...more } }] }
    : { code: shown, message, correlationId, ...more };
  reply.send(JSON.stringify(body));
}

type Refusal = { status: number; code: FaultName; values: Readonly<Record<string, number>> };

function refusalOf(fault: unknown, { routeOptions, headers, raw }: FastifyRequest): Refusal {
  if (fault instanceof Refused) return fault;
  // Whoever went away, or was given up, in the middle of a request is no fault of the database's nor of ours.
  if (raw.destroyed && !raw.complete) return { status: 400, code: 'UNREADABLE_REQUEST', values: {} };
  if (isUnavailable(fault)) return { status: 503, code: 'UNAVAILABLE', values: {} };
  const status = statusOf(fault);
  if (status === 413) {
    const limit = uploadLimitOf(headers['content-type']) ?? routeOptions.bodyLimit ?? 0;
    return { status, code: 'BODY_TOO_LARGE', values: { limit } };
  }
  const known = BY_STATUS[status];
  if (known) return { status, code: known, values: {} };
  if (status < 500)
    return { status, code: NOT_JSON.test(String(fault)) ? 'NOT_JSON' : 'UNREADABLE_REQUEST', values: {} };
  return { status: 500, code: 'INTERNAL', values: {} };
}

function statusOf(fault: unknown): number {
  if (fault instanceof HttpException) return fault.getStatus();
  const { statusCode } = (fault ?? {}) as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600 ? statusCode : 500;
}
