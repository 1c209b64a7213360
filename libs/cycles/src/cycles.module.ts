import { Module } from '@nestjs/common';
import { Clock, systemClock } from '@baikoo/identity';
import { ConsolidationProcess } from './edge/consolidation.process.js';
import { AskCalendarHandler } from './edge/calendar.handler.js';
import { AskCycleHandler } from './edge/cycle.handler.js';
import { CalendarResolver } from './edge/calendar.resolver.js';
import { ReopeningResolver } from './edge/reopening.resolver.js';
import { OwnReportResolver } from './edge/own-report.resolver.js';
import { ReviewResolver } from './edge/review.resolver.js';
import { CycleListResolver, SubmissionConnectionResolver } from './edge/cycle-list.resolver.js';
import { CompletenessResolver } from './edge/completeness.resolver.js';
import { NoticeResolver } from './edge/notice.resolver.js';
import { CycleResolver } from './edge/cycle.resolver.js';
import { MissedDeadlineProcess } from './edge/missed-deadline.process.js';
import { ReportingClock } from './edge/reporting-clock.js';
import { AskSubmissionHandler } from './edge/submission.handler.js';
import { SubmissionResolver } from './edge/submission.resolver.js';

@Module({
  providers: [
    { provide: Clock, useValue: systemClock },
    AskCalendarHandler,
    MissedDeadlineProcess,
    ReportingClock,
    AskCycleHandler,
    AskSubmissionHandler,
    ConsolidationProcess,
    CalendarResolver,
    CompletenessResolver,
    CycleListResolver,
    CycleResolver,
    NoticeResolver,
    OwnReportResolver,
    ReopeningResolver,
    ReviewResolver,
    SubmissionConnectionResolver,
    SubmissionResolver,
  ],
  exports: [ConsolidationProcess, MissedDeadlineProcess, ReportingClock],
})
export class CyclesModule {}
