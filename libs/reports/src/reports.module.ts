import { Module } from '@nestjs/common';
import { AskReportHandler } from './edge/report.handler.js';
import { ReportResolver } from './edge/report.resolver.js';

@Module({ providers: [AskReportHandler, ReportResolver] })
export class ReportsModule {}
