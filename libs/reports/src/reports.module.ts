import { Module } from '@nestjs/common';
import { CycleProgressResolver } from './edge/cycle-progress.resolver.js';
import { AreaResolver } from './edge/area.resolver.js';
import { AskErratumHandler } from './edge/erratum.js';
import { AskReportHandler } from './edge/report.handler.js';
import { DeskResolver } from './edge/desk.resolver.js';
import { OverviewResolver } from './edge/overview.resolver.js';
import { ReportResolver } from './edge/report.resolver.js';

@Module({
  providers: [
    AreaResolver,
    AskErratumHandler,
    AskReportHandler,
    CycleProgressResolver,
    DeskResolver,
    OverviewResolver,
    ReportResolver,
  ],
})
export class ReportsModule {}
