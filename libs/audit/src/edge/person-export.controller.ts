import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTransfer } from '@baikoo/exchange';
import { readsPersonalDataOf, scopeOf } from '@baikoo/identity';
import { refuse } from '@baikoo/kernel';
import { PersonExport } from './person-export.js';

/** All that is held of a person and all that they did, for themselves and the secretariat. */
@Controller()
export class PersonExportController {
  constructor(
    private readonly http: FileTransfer,
    private readonly exports: PersonExport,
  ) {}

  @Get('export/person/:file')
  async exportPerson(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('file') file: string) {
    const asked = { file, query: 'export/person', formats: ['json'], personal: true } as const;
    await this.http.download(request, reply, asked, async ({ by, language, at }, id) =>
      by && readsPersonalDataOf(by, id)
        ? this.exports.file(id, language, at, scopeOf({ by }))
        : refuse('NOT_YOURS_TO_READ'),
    );
  }
}
