import { Module } from '@nestjs/common';
import { AskPlanHandler } from './edge/plan.handler.js';
import { PlanResolver } from './edge/plan.resolver.js';

@Module({ providers: [AskPlanHandler, PlanResolver] })
export class PlansModule {}
