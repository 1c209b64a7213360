import { Module } from '@nestjs/common';
import { AskIndicatorHandler } from './edge/indicator.handler.js';
import { IndicatorResolver } from './edge/indicator.resolver.js';
import { AskSeriesHandler } from './edge/series.handler.js';
import { SeriesResolver } from './edge/series.resolver.js';

@Module({ providers: [AskIndicatorHandler, AskSeriesHandler, IndicatorResolver, SeriesResolver] })
export class IndicatorsModule {}
