import { Module } from '@nestjs/common';
import { ConsolidationProcess } from './edge/consolidation.process.js';
import { AskCycleHandler } from './edge/cycle.handler.js';
import { CycleResolver } from './edge/cycle.resolver.js';
import { AskSubmissionHandler } from './edge/submission.handler.js';
import { SubmissionResolver } from './edge/submission.resolver.js';

@Module({
  providers: [AskCycleHandler, AskSubmissionHandler, ConsolidationProcess, CycleResolver, SubmissionResolver],
  exports: [ConsolidationProcess],
})
export class CyclesModule {}
