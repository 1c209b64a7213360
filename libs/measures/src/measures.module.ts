import { Module } from '@nestjs/common';
import { AskMeasureHandler } from './edge/measure.handler.js';
import { MeasureResolver } from './edge/measure.resolver.js';

@Module({ providers: [AskMeasureHandler, MeasureResolver] })
export class MeasuresModule {}
