import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@baikoo/edge';
import { FileTransfer } from '@baikoo/exchange';
import { trailScopeOfCaller } from '@baikoo/identity';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { type InputRule, type RefusalCode, translatorFor } from '@baikoo/languages';
import type { BundleAsked } from '@baikoo/proof';
import { type BundleQuestion, readRange, readSubject } from '../trail/bundle-question.js';
import { SUBJECTS } from '../trail/subject.js';
import { BundleExport } from './bundle-export.js';
import type { TrailParams } from './trail.controller.js';

/** Events of one file over HTTP; the command line writes larger ones. */
const MOST_EVENTS = 100_000;
const MOST_EARLIER = 100;
const LARGEST_SIZE = 999_999_999_999_999;
const KINDS = ['range', 'stream', 'subject'] as const;

/** Audit bundles: what the trail shows, with proofs that anybody checks offline. */
@Controller()
export class BundleController {
  constructor(
    private readonly http: FileTransfer,
    private readonly exports: BundleExport,
  ) {}

  @Get('export/bundle/:file')
  async exportBundle(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query() query: TrailParams,
  ) {
    const download = { file, query: 'export/bundle', formats: ['baikoo-bundle'] } as const;
    await this.http.download(request, reply, download, async (caller) => {
      const question = questionIn(query, caller);
      if (isRefusal<RefusalCode>(question)) return question;
      const asked = askedIn(query, caller);
      if (isRefusal<RefusalCode>(asked)) return asked;
      return this.exports.file(question, trailScopeOfCaller(caller), { ...asked, most: MOST_EVENTS });
    });
  }
}

function questionIn(query: TrailParams, caller: Caller): BundleQuestion | Refusal<RefusalCode> {
  const [given, ...others] = KINDS.filter((name) => query[name]);
  if (!given || others.length > 0)
    return unreadable(given ?? 'range', 'isOneOfThese', caller, { names: KINDS.join(', ') });
  const text = query[given] ?? '';
  if (given === 'stream') return { stream: text };
  const range = given === 'range' ? readRange(text) : undefined;
  if (range) return { range };
  const subject = given === 'subject' ? readSubject(text) : undefined;
  if (subject) return { subject };
  const rule = given === 'range' ? 'isRangeOfPositions' : 'isSubject';
  return unreadable(given, rule, caller, { kinds: SUBJECTS.join(', ') });
}

/** `size`: under which published checkpoint; `earlier`: sizes of those that somebody kept, with commas between them. */
function askedIn({ size, earlier }: TrailParams, caller: Caller): BundleAsked | Refusal<RefusalCode> {
  const limits = { from: 1, to: LARGEST_SIZE };
  if (size !== undefined && !isSize(size)) return unreadable('size', 'isWholeWithin', caller, limits);
  const sizes = earlier?.split(',') ?? [];
  if (!sizes.every(isSize)) return unreadable('earlier', 'isWholeWithin', caller, limits);
  if (sizes.length > MOST_EARLIER) return unreadable('earlier', 'isShortList', caller, { limit: MOST_EARLIER });
  return { size: size === undefined ? undefined : Number(size), earlier: sizes.map(Number) };
}

const isSize = (text: string): boolean => /^[1-9]\d{0,14}$/.test(text);

function unreadable(
  path: string,
  rule: InputRule,
  { language }: Caller,
  values: Readonly<Record<string, string | number>>,
): Refusal<RefusalCode> {
  return refuse('INVALID_INPUT', path, { path, reason: translatorFor(language).say(`input.${rule}`, values) });
}
