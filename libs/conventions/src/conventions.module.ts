import { Module } from '@nestjs/common';
import { AskConventionHandler } from './edge/convention.handler.js';
import { ConventionResolver } from './edge/convention.resolver.js';

@Module({ providers: [AskConventionHandler, ConventionResolver] })
export class ConventionsModule {}
