import { Module } from '@nestjs/common';
import { AskTerritoryHandler } from './edge/territory.handler.js';
import { TerritoryResolver } from './edge/territory.resolver.js';

@Module({ providers: [AskTerritoryHandler, TerritoryResolver] })
export class TerritoriesModule {}
