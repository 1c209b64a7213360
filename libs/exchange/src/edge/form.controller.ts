import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withScope } from '@baikoo/identity';
import { bytesOf, FileTransfer } from './file-transfer.js';
import { FormService } from './form-service.js';

type Params = Readonly<Record<string, string | undefined>>;

/** The reporting form of a commission or ministry: out, and back when it was filled in. */
@Controller()
export class FormController {
  constructor(
    private readonly http: FileTransfer,
    private readonly forms: FormService,
  ) {}

  @Get('forms/:cycleId/:file')
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('cycleId') cycleId: string,
    @Param('file') file: string,
  ) {
    await this.http.download(request, reply, { file, query: 'forms/form' }, (caller, organisationId) =>
      this.forms.make(withScope(caller), cycleId, organisationId),
    );
  }

  /** A form that was filled in. `submit=true` also submits the report, when nothing is wrong with it. */
  @Post('forms/:cycleId/:organisationId')
  @HttpCode(200)
  async takeForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('cycleId') cycleId: string,
    @Param('organisationId') organisationId: string,
    @Query() query: Params,
  ) {
    const asked = { dryRun: query['dryRun'] !== 'false', submit: query['submit'] === 'true' };
    return this.http.answer(request, reply, (caller) =>
      this.forms.take(caller, { cycleId, organisationId, bytes: bytesOf(request), ...asked }),
    );
  }
}
