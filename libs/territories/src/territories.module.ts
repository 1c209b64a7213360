import { Module } from '@nestjs/common';
import { AskTerritoryHandler } from './edge/territory.handler.js';
import { TerritoryResolver } from './edge/territory.resolver.js';
import { TerritoryChangesResolver } from './edge/territory-changes.resolver.js';

@Module({ providers: [AskTerritoryHandler, TerritoryResolver, TerritoryChangesResolver] })
export class TerritoriesModule {}
