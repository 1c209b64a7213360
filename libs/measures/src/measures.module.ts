import { Module } from '@nestjs/common';
import { AmendmentProcess } from './edge/amendment.process.js';
import { ContributionResolver } from './edge/contribution.resolver.js';
import { LightResolver } from './edge/light.resolver.js';
import { MeasureCommandsResolver } from './edge/measure-commands.resolver.js';
import { AskMeasureHandler } from './edge/measure.handler.js';
import { MeasureConnectionResolver } from './edge/measure-connection.resolver.js';
import { MeasureResolver } from './edge/measure.resolver.js';
import { ReallocationProcess } from './edge/reallocation.process.js';

@Module({
  providers: [
    AskMeasureHandler,
    AmendmentProcess,
    ReallocationProcess,
    MeasureResolver,
    MeasureCommandsResolver,
    MeasureConnectionResolver,
    ContributionResolver,
    LightResolver,
  ],
  exports: [AmendmentProcess, ReallocationProcess],
})
export class MeasuresModule {}
