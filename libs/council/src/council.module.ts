import { Module } from '@nestjs/common';
import { AskRiskHandler } from './edge/risk.handler.js';
import { RiskResolver } from './edge/risk.resolver.js';

@Module({ providers: [AskRiskHandler, RiskResolver] })
export class CouncilModule {}
