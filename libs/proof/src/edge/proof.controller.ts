import { Readable } from 'node:stream';
import { Controller, Get, NotFoundException, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalSentence } from '@baikoo/edge';
import { type Language, refuse } from '@baikoo/kernel';
import { negotiateLanguage, type RefusalCode, translatorFor } from '@baikoo/languages';
import { KeptTree } from '../kept/index.js';
import { SigningBook } from '../notary/index.js';
import { readTilePath } from '../tiles/index.js';

/** What is signed anew from time to time is asked for again after so many seconds. */
const FRESH = 'public, max-age=60';
/** A tile of a width never changes: the tree only grows. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const TEXT = 'text/plain; charset=utf-8';
const PAGE = 500;
/** As a checkpoint writes it. */
const SIZE = /^(0|[1-9]\d{0,14})$/;
const SIZES = { from: 0, to: 999_999_999_999_999 };

/**
 * What anybody may have of the proof of the record, without sign-in: checkpoints, keys, hashes. They tell nothing of the events
 * but how many there are (ADR 0035). In the forms of C2SP, so that programs of others can read them.
 */
@Controller('proof')
export class ProofController {
  constructor(
    private readonly tree: KeptTree,
    private readonly book: SigningBook,
  ) {}

  @Get('checkpoint')
  async checkpoint(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const newest = await this.book.findNewest();
    if (!newest) throw new NotFoundException();
    const tag = `"${newest.number}"`;
    reply.header('cache-control', FRESH).header('etag', tag);
    if (request.headers['if-none-match'] === tag) return reply.status(304).send();
    return reply.type(TEXT).send(newest.note);
  }

  /** All of them, or those of `from` events and more: the rest of the same text. */
  @Get('checkpoints')
  async checkpoints(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { from, ...others }: Readonly<Record<string, unknown>>,
  ) {
    // `from[]=300` is meant as a size: without one everything would come, as if there were nothing before it.
    const isMisnamed = Object.keys(others).some((name) => /^from/i.test(name));
    if (isMisnamed || (from !== undefined && !(typeof from === 'string' && SIZE.test(from))))
      return reply.status(400).send(noSize(negotiateLanguage(request.headers['accept-language'])));
    const before = from === undefined ? 0n : await this.book.numberBefore(Number(from));
    return reply
      .header('cache-control', FRESH)
      .type(TEXT)
      .send(before === undefined ? '' : Readable.from(this.#notes(before)));
  }

  @Get('key')
  async keys(@Res() reply: FastifyReply) {
    const lines = (await this.book.keys()).map(({ vkey }) => `${vkey}\n`);
    if (lines.length === 0) throw new NotFoundException();
    return reply.header('cache-control', FRESH).type(TEXT).send(lines.join(''));
  }

  @Get('tile/*')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    // As it was sent: a path that is written in another way names no tile.
    const tile = readTilePath(request.url.replace(/^\/proof\//, '').replace(/\?.*$/s, ''));
    const hashes = tile && (await this.tree.readTile(tile));
    if (!hashes) throw new NotFoundException();
    return reply.header('cache-control', FOR_EVER).type('application/octet-stream').send(Buffer.from(hashes));
  }

  /** Page by page, as fast as they are read: no memory grows with their number. */
  async *#notes(before: bigint): AsyncGenerator<string> {
    for (let after = before; ;) {
      const page = await this.book.inOrder(after, PAGE);
      const last = page.at(-1);
      if (!last) return;
      yield page.map(({ note }) => note).join('');
      after = last.number;
    }
  }
}

/** Says which part of the address is no size, and what one is. */
function noSize(language: Language) {
  const details = { path: 'from', reason: translatorFor(language).say('input.isWholeWithin', SIZES) };
  const { refused: code, path } = refuse<RefusalCode>('INVALID_INPUT', 'from', details);
  return { code, message: refusalSentence({ refused: code, details }, language), path };
}
