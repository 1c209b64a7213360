import { Module } from '@nestjs/common';
import { AmendmentResolver } from './edge/amendment.resolver.js';
import { DraftResolver } from './edge/draft.resolver.js';
import { VersionResolver } from './edge/version.resolver.js';
import { AskPlanHandler } from './edge/plan.handler.js';
import { PlanResolver } from './edge/plan.resolver.js';

@Module({ providers: [AskPlanHandler, AmendmentResolver, DraftResolver, PlanResolver, VersionResolver] })
export class PlansModule {}
