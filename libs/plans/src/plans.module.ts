import { Module } from '@nestjs/common';
import { AmendmentResolver } from './edge/amendment.resolver.js';
import { DraftResolver } from './edge/draft.resolver.js';
import { VersionResolver } from './edge/version.resolver.js';
import { AskPlanHandler } from './edge/plan.handler.js';
import { PlanListResolver } from './edge/plan-list.resolver.js';
import { PlanResolver } from './edge/plan.resolver.js';

@Module({
  providers: [AskPlanHandler, AmendmentResolver, DraftResolver, PlanListResolver, PlanResolver, VersionResolver],
})
export class PlansModule {}
