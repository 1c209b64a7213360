import { Module } from '@nestjs/common';
import { AskIndicatorHandler } from './edge/indicator.handler.js';
import { IndicatorResolver } from './edge/indicator.resolver.js';
import { AskSeriesHandler } from './edge/series.handler.js';
import { ProgressResolver } from './edge/progress.resolver.js';
import { ReadingsResolver } from './edge/readings.resolver.js';
import { RollUpResolver } from './edge/roll-up.resolver.js';
import { SeriesResolver } from './edge/series.resolver.js';
import { SilenceResolver } from './edge/silence.resolver.js';

@Module({
  providers: [
    AskIndicatorHandler,
    AskSeriesHandler,
    IndicatorResolver,
    ProgressResolver,
    ReadingsResolver,
    RollUpResolver,
    SeriesResolver,
    SilenceResolver,
  ],
})
export class IndicatorsModule {}
