import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, UnreadableArgument } from '@baikoo/edge';
import { FileTransfer } from '@baikoo/exchange';
import { readsNames, scopeOf, trailScopeOfCaller } from '@baikoo/identity';
import { type Refusal, refuse } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import { OUTCOMES, type TrailQuestion } from '../trail/question.js';
import { SUBJECTS } from '../trail/subject.js';
import { questionOf } from './trail.args.js';
import { TrailExport } from './trail-export.js';

export type TrailParams = Readonly<Record<string, string | undefined>>;

/**
 * The audit trail as a table: the same question as the query `trail`, said in the address. `people=true`: with the names and
 * offices of people, for those who are told them.
 */
@Controller()
export class TrailController {
  constructor(
    private readonly http: FileTransfer,
    private readonly exports: TrailExport,
  ) {}

  @Get('export/trail/:file')
  async exportTrail(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query() query: TrailParams,
  ) {
    const names = query['people'] === 'true';
    await this.http.download(
      request,
      reply,
      { file, query: 'export/trail', asOf: query['asOf'], personal: names },
      async (caller, _, format) => {
        const question = questionIn(query, caller);
        if ('refused' in question) return question;
        // Left out, and not emptied: whoever is not told names has no such column.
        if (names && !(caller.by && readsNames(caller.by)))
          return refuse('NAMES_WITHHELD', 'people', { path: 'people' });
        return this.exports.file(question, format, { language: caller.language, names, reading: scopeOf(caller) });
      },
    );
  }
}

/** The question in an address; refused where one of its parts says nothing. */
export function questionIn(query: TrailParams, caller: Caller): TrailQuestion | Refusal<RefusalCode> {
  const kind = SUBJECTS.find((one) => one === query['kind']?.toUpperCase());
  if (query['kind'] !== undefined && !kind) return unreadable('kind', caller);
  if (kind && !query['id']) return unreadable('id', caller);
  const list = (name: string) => query[name]?.split(',').filter((text) => text !== '') ?? null;
  const outcomes = list('outcomes');
  const known = OUTCOMES.filter((one) => outcomes?.includes(one));
  if (outcomes && known.length !== outcomes.length) return unreadable('outcomes', caller);
  const { personId, organisationId, role, legalAct, knownFrom, knownTo, effectiveFrom, effectiveTo } = query;
  const about = kind ? { kind, id: query['id']!, within: query['within'] === 'true' } : null;
  const filter = {
    ...{ outcomes: outcomes && known, types: list('types'), commands: list('commands') },
    ...{ personId: personId ?? null, organisationId: organisationId ?? null, role: role ?? null },
    ...{ legalAct: legalAct ?? null, knownFrom: knownFrom ?? null, knownTo: knownTo ?? null },
    ...{ effectiveFrom: effectiveFrom ?? null, effectiveTo: effectiveTo ?? null },
  };
  const order = query['order'] === 'NEWEST_FIRST' ? 'NEWEST_FIRST' : 'OLDEST_FIRST';
  try {
    return questionOf({ about, filter, order }, trailScopeOfCaller(caller), caller.asOf?.position);
  } catch (error) {
    if (error instanceof UnreadableArgument) return unreadable(error.argument, caller);
    throw error;
  }
}

function unreadable(path: string, { language }: Caller): Refusal<RefusalCode> {
  const rule = /^(known|effective)/.test(path) ? 'input.isMoment' : path === 'id' ? 'input.isId' : 'input.isOneOf';
  return refuse('INVALID_INPUT', path, { path, reason: translatorFor(language).say(rule) });
}
