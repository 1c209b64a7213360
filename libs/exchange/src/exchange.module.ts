import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ExchangeController } from './edge/exchange.controller.js';
import { Exports } from './edge/exports.js';
import { FileTransfer } from './edge/file-transfer.js';
import { FormController } from './edge/form.controller.js';
import { FormService } from './edge/form-service.js';
import { PlanImport } from './edge/plan-import.js';
import { RefusedFiles } from './edge/refused-files.js';
import { LIMITS } from './workbook/limits.js';

/** What uploads call themselves. What they are is judged by their content. */
const UPLOADS = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/octet-stream',
  'text/csv',
];

/** How large the body of an upload may be, in bytes; undefined for what is none, by what it calls itself. */
export const uploadLimitOf = (contentType: string | undefined): number | undefined =>
  UPLOADS.includes((contentType ?? '').split(';')[0]!.trim().toLowerCase()) ? LIMITS.bytes : undefined;

@Module({
  controllers: [ExchangeController, FormController],
  providers: [RefusedFiles, PlanImport, Exports, FormService, FileTransfer],
  exports: [PlanImport, Exports, FormService, FileTransfer],
})
export class ExchangeModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Uploads are larger than questions, and are taken as they are. Tools run without HTTP. */
  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance | undefined>();
    if (!server || server.hasContentTypeParser(UPLOADS[0]!)) return;
    server.addContentTypeParser(UPLOADS, { parseAs: 'buffer', bodyLimit: LIMITS.bytes }, (_request, body, done) =>
      done(null, body),
    );
  }
}
