import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, CommandGateway, LanguageEnum, Outcome } from '@baikoo/edge';
import { EventStore } from '@baikoo/event-store';
import type { Language } from '@baikoo/kernel';
import { compileReport } from '../compile/compile-report.js';
import { contentHashOf, freezeAt, renderIn } from '../compile/freeze.js';
import { findReports } from '../read/reports.js';
import { AskErratum, PublishErratumInput } from './erratum.js';
import { AskReport, reportStream } from './report.handler.js';
import { CompiledReportType, CompileReportInput, MonitoringReportType } from './report.types.js';

@Resolver(() => MonitoringReportType)
export class ReportResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  @Query(() => MonitoringReportType, {
    nullable: true,
    description: 'The monitoring report of a cycle, now or as of a position: the same position gives the same bytes.',
  })
  async monitoringReport(
    @Context() caller: Caller,
    @Args('cycleId', { type: () => ID }) cycleId: string,
    @Args('language', { type: () => LanguageEnum, nullable: true }) language?: Language | null,
  ): Promise<MonitoringReportType | undefined> {
    const position = caller.asOf?.position ?? (await this.store.head());
    const frozen = await freezeAt(this.store, this.db, position);
    const data = frozen && (await compileReport(this.db, cycleId, frozen));
    if (!data) return undefined;
    const contentHash = contentHashOf(data);
    const recorded = (await findReports(this.db, cycleId)).find((report) => report.position === data.asOf.position);
    return {
      position: data.asOf.position,
      contentHash,
      html: await renderIn(data, language ?? caller.language),
      matchesRecord: recorded ? recorded.contentHash === contentHash : null,
    };
  }

  @Query(() => [CompiledReportType], { description: 'Reports that were compiled for a cycle, newest first.' })
  async compiledReports(@Context() caller: Caller, @Args('cycleId', { type: () => ID }) cycleId: string) {
    const reports = await findReports(this.db, cycleId, caller.asOf);
    return reports.map((report) => ({ ...report, overtaken: report.overtakenBy.length > 0 }));
  }

  @Mutation(() => Outcome, { description: 'Compiles the monitoring report of a cycle and records its hashes.' })
  compileReport(@Context() caller: Caller, @Args('input') input: CompileReportInput) {
    return this.gateway.send(caller, {
      command: 'CompileReport',
      rules: CompileReportInput,
      input,
      subject: reportStream(input.cycleId),
      message: (fields, who, cause) => new AskReport({ ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Says beside a compiled report what was corrected since. The report itself stays as it was frozen.',
  })
  publishErratum(@Context() caller: Caller, @Args('input') input: PublishErratumInput) {
    return this.gateway.send(caller, {
      command: 'PublishErratum',
      rules: PublishErratumInput,
      input,
      subject: reportStream(input.cycleId),
      message: ({ position: asOfPosition, ...fields }, who, cause) =>
        new AskErratum({ type: 'PublishErratum', ...fields, asOfPosition, ...who }, cause),
    });
  }
}
