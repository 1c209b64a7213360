import { Module } from '@nestjs/common';
import { AskReportHandler } from './edge/report.handler.js';
import { OverviewResolver } from './edge/overview.resolver.js';
import { ReportResolver } from './edge/report.resolver.js';

@Module({ providers: [AskReportHandler, OverviewResolver, ReportResolver] })
export class ReportsModule {}
