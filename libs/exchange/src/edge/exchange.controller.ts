import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@baikoo/edge';
import { withScope } from '@baikoo/identity';
import { isCalendarDate } from '@baikoo/kernel';
import { Exports } from './exports.js';
import { bytesOf, FileTransfer } from './file-transfer.js';
import { type NewPlan, PlanImport } from './plan-import.js';

type Params = Readonly<Record<string, string | undefined>>;

/** Tables for people who work in Excel: plans in, plans and lists out. */
@Controller()
export class ExchangeController {
  constructor(
    private readonly http: FileTransfer,
    private readonly imports: PlanImport,
    private readonly exports: Exports,
  ) {}

  /** The matrix of a plan. `dryRun` is on unless it is said to be off: nobody imports by a slip. */
  @Post('import/plan')
  @HttpCode(200)
  async importPlan(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Params,
  ) {
    return this.http.answer(request, reply, async (caller) => {
      const draft = draftOf(query, caller);
      return this.imports.run(caller, {
        planId: query['planId'] ?? '',
        ...{ bytes: bytesOf(request), fileName: (query['fileName'] ?? 'matrix').slice(0, 200), draft },
        ...{ dryRun: query['dryRun'] !== 'false', illustrative: query['illustrative'] === 'true' },
      });
    });
  }

  @Get('export/plan/:file')
  async exportPlan(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query() query: Params,
  ) {
    await this.http.download(
      request,
      reply,
      { file, query: 'export/plan', asOf: query['asOf'] },
      (caller, id, format) => this.exports.plan(id, withScope(caller), format),
    );
  }

  @Get('export/measures/:file')
  async exportMeasures(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query() query: Params,
  ) {
    const { planId, directionId, taskId, territoryId, organisationId, overdue } = query;
    const filter = {
      planId,
      directionId,
      taskId,
      territoryId,
      organisationId,
      overdue: overdue === 'true' ? true : undefined,
    };
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    await this.http.download(
      request,
      reply,
      { file, query: 'export/measures', asOf: query['asOf'] },
      (caller, _, format) => this.exports.measures(given, withScope(caller), format),
    );
  }
}

/** What a plan that does not exist yet is drafted as; undefined when the query does not say it all. */
function draftOf({ kind, territoryId, title, from, to }: Params, { language }: Caller): NewPlan | undefined {
  if (!territoryId || !title || !from || !to || !isCalendarDate(from) || !isCalendarDate(to)) return undefined;
  const titles = { [language]: title.slice(0, 2_000) };
  return { kind: kind === 'NATIONAL' ? 'NATIONAL' : 'LOCAL_JOINT', territoryId, titles, from, to };
}
