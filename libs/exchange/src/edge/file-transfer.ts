import { createHash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '@baikoo/database';
import { AccessPolicy, askedAsOf, type Caller, idToKeep, ReadLog, refusalSentence, standpointOf } from '@baikoo/edge';
import { EventStore, type Position } from '@baikoo/event-store';
import { CallerResolver, InvalidToken, type QueryName } from '@baikoo/identity';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { negotiateLanguage, type RefusalCode, translatorFor } from '@baikoo/languages';
import { waitForProjections } from '@baikoo/projections';
import { FileRefused, type Problem, type Warning } from '../problem.js';
import type { Format } from './exports.js';
import { tellProblem, tellRefused, tellWarning } from './sentences.js';

/** What became of an uploaded file. */
export type Taken = {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
  /** Where its last fact stands; null when nothing was written. */
  readonly position: Position | null;
};

/** Tables, and what only a program reads. */
export type FileFormat = Format | 'json' | 'baikoo-bundle';

const TYPES: Readonly<Record<FileFormat, string>> = {
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  'baikoo-bundle': 'text/plain; charset=utf-8',
};
const TABLES: readonly FileFormat[] = ['xlsx', 'csv'];

export type Download<F extends FileFormat> = {
  /** The last part of the address: `<id>.<format>`. */
  readonly file: string;
  /** What the permission table calls the question. */
  readonly query: QueryName;
  /** What the address says of the place in the record; undefined: the question is about now. */
  readonly asOf?: unknown;
  /** The formats that there are; tables unless said. */
  readonly formats?: readonly F[];
  /** The file holds data about people, whose reads are kept as such. */
  readonly personal?: boolean;
};

const READ_YOUR_WRITE_MS = 5_000;
const compress = promisify(gzip);

/** Who asks over HTTP, and what they are answered: the same callers, rights and words as GraphQL. */
@Injectable()
export class FileTransfer {
  constructor(
    private readonly callers: CallerResolver,
    private readonly policy: AccessPolicy,
    private readonly db: Database,
    private readonly store: EventStore,
    private readonly reads: ReadLog,
  ) {}

  async answer<A extends Taken>(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (caller: Caller) => Promise<A | Refusal<RefusalCode>>,
  ) {
    const caller = await this.#caller(request, reply);
    if ('code' in caller) return caller;
    const unreadable = findUnreadable(request, caller);
    if (unreadable) return refused(reply, unreadable, caller);
    try {
      const answer = await work(caller);
      if (isRefusal<RefusalCode>(answer)) return refused(reply, answer, caller);
      const { position, problems, warnings, ...rest } = answer;
      const upToDate =
        position === null ? true : await waitForProjections(this.db, position, READ_YOUR_WRITE_MS).catch(() => false);
      if (problems.length > 0) reply.status(422);
      return {
        ...{ ...rest, position: position === null ? null : String(position), upToDate },
        problems: problems.map((one) => tellProblem(one, caller.language)),
        warnings: warnings.map((one) => tellWarning(one, caller.language)),
      };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      reply.status(422);
      return { problems: [tellRefused(error, caller.language)], warnings: [], position: null, upToDate: true };
    }
  }

  async download<F extends FileFormat = Format>(
    request: FastifyRequest,
    reply: FastifyReply,
    { file, query, asOf, formats, personal = false }: Download<F>,
    make: (caller: Caller, id: string, format: F) => Promise<Buffer | Readable | Refusal<RefusalCode>>,
  ): Promise<void> {
    const caller = await this.#caller(request, reply);
    if ('code' in caller) return void reply.send(caller);
    const unreadable = findUnreadable(request, caller);
    if (unreadable) return void reply.send(refused(reply, unreadable, caller));
    const [, id, ending] = /^(.+)\.([a-z-]+)$/.exec(file) ?? [];
    const format = (formats ?? TABLES).find((one): one is F => one === ending);
    if (id === undefined || format === undefined) return void reply.status(404).send();
    const { by, personId } = caller;
    if (!by) {
      const nobody = refuse(personId === undefined ? 'SIGN_IN_REQUIRED' : 'NO_MANDATE');
      return void reply.send(refused(reply, nobody, caller));
    }
    const code = this.policy.findQueryRefusal(by, query);
    if (code) return void reply.send(refused(reply, refuse(code, undefined, { role: by.role }), caller));
    const fault = asOf === undefined ? undefined : await this.#moveTo(asOf, caller, reply);
    if (fault) return void reply.send(fault);
    const content = await make(caller, id, format);
    if (isRefusal<RefusalCode>(content)) return void reply.send(refused(reply, content, caller));
    // Nothing is taken away before it is written who takes it.
    await this.reads.recordNow({
      ...{ kind: personal ? 'PERSONAL' : 'EXPORT', via: 'FILE', by, at: caller.at },
      ...{ correlationId: caller.correlationId, operation: null },
      ...{ asked: [{ field: query, arguments: idsOf(request) }], asOf: caller.asOf?.position ?? null },
    });
    // What people take away says by its name of which day it is.
    const name = caller.asOf ? `${id}-as-of-${caller.asOf.position}` : id;
    await sendFile(request, reply, content, { name: `${name}.${format}`, type: TYPES[format] });
  }

  /** Puts the question at an earlier place in the record; or what is answered because there is none. */
  async #moveTo(asOf: unknown, caller: Caller, reply: FastifyReply) {
    const asked = typeof asOf === 'string' ? askedAsOf(asOf) : {};
    const place = await standpointOf({ store: this.store, db: this.db }, asked, caller.at);
    if (typeof place !== 'string') return void Object.assign(caller, place);
    const isLate = place === 'BEHIND';
    reply.status(isLate ? 503 : 400);
    const message = translatorFor(caller.language).say(`fault.${place}`);
    return { code: isLate ? 'SERVICE_UNAVAILABLE' : 'BAD_USER_INPUT', message, ...(isLate && { retryable: true }) };
  }

  /** Who asks; or what is answered because nobody can be recognised. */
  async #caller(request: FastifyRequest, reply: FastifyReply) {
    const {
      authorization,
      'accept-language': language,
      'x-correlation-id': correlationId,
      'baikoo-mandate': mandate,
    } = request.headers;
    const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
    try {
      return await this.callers.resolve({
        ...{ authorization, 'accept-language': language },
        ...{ 'x-correlation-id': one(correlationId), 'baikoo-mandate': one(mandate) },
      });
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      reply.status(401);
      const message = translatorFor(negotiateLanguage(language)).say('fault.INVALID_TOKEN', { reason: error.reason });
      return { code: 'UNAUTHENTICATED', message };
    }
  }
}

/** What of the address may be kept of a read: ids, never what somebody typed into a filter. */
const idsOf = ({ params, query }: FastifyRequest) =>
  Object.fromEntries(
    Object.entries({ ...(params as object), ...(query as object) })
      .filter(([name]) => name !== 'asOf')
      .map(([name, value]) => [name.slice(0, 100), idToKeep(String(value))]),
  );

const LONGEST_PARAMETER = 2_000;

/** A part of the address that is given twice, or that no id, name or date can be: told before a database meets it. */
function findUnreadable({ params, query }: FastifyRequest, { language }: Caller): Refusal<RefusalCode> | undefined {
  const given = Object.entries({ ...(params as object), ...(query as object) }) as [string, unknown][];
  const translator = translatorFor(language);
  for (const [name, value] of given) {
    // That is read, and refused, by whoever reads it for every question.
    if (name === 'asOf') continue;
    const path = name.slice(0, 100);
    if (typeof value !== 'string' || value.length > LONGEST_PARAMETER || value.includes('\0') || !value.isWellFormed())
      return refuse('INVALID_INPUT', path, {
        path,
        reason: translator.say('input.isText', { limit: LONGEST_PARAMETER }),
      });
    if (name === 'planId' && !/^[A-Za-z0-9:_-]{1,100}$/.test(value))
      return refuse('INVALID_INPUT', path, { path, reason: translator.say('input.isId') });
  }
  return undefined;
}

const FORBIDDEN: ReadonlySet<RefusalCode> = new Set([
  ...(['NOT_PERMITTED', 'NO_MANDATE', 'NOT_YOURS_TO_READ', 'NAMES_WITHHELD'] as const),
]);

function refused(reply: FastifyReply, { refused: code, path, details }: Refusal<RefusalCode>, { language }: Caller) {
  reply.status(code === 'SIGN_IN_REQUIRED' ? 401 : FORBIDDEN.has(code) ? 403 : 422);
  return { code, message: refusalSentence({ refused: code, details: details ?? {} }, language), path: path ?? null };
}

/** A file that the client has already is not sent again: a line of a raion may be slow. */
async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  content: Buffer | Readable,
  { name, type }: { name: string; type: string },
) {
  if (!Buffer.isBuffer(content)) return sendStream(request, reply, content, { name, type });
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 32)}"`;
  reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'authorization, accept-language, accept-encoding');
  const had = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (had?.includes(etag)) return void reply.status(304).send();
  reply.type(type).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  // A workbook is compressed already.
  if (type.startsWith('text/') && /\bgzip\b/.test(String(request.headers['accept-encoding'])))
    return void reply.header('content-encoding', 'gzip').send(await compress(content));
  reply.send(content);
}

/** What goes out as it is found: nobody knows its hash before it is gone. */
function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  content: Readable,
  { name, type }: { name: string; type: string },
) {
  reply
    .header('cache-control', 'private, no-store')
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return void reply.send(content);
  const compressed = createGzip();
  // A fault on the way ends the answer short, and is seen as such: the length was never promised.
  pipeline(content, compressed, () => undefined);
  reply.header('content-encoding', 'gzip').send(compressed);
}

export const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
