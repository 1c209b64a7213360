import { Module } from '@nestjs/common';
import { ExchangeModule } from '@baikoo/exchange';
import { AuditResolver } from './edge/audit.resolver.js';
import { DifferenceResolver } from './edge/difference.resolver.js';
import { TrailController } from './edge/trail.controller.js';
import { TrailExport } from './edge/trail-export.js';
import { TrailResolver } from './edge/trail.resolver.js';

@Module({
  imports: [ExchangeModule],
  controllers: [TrailController],
  providers: [AuditResolver, DifferenceResolver, TrailResolver, TrailExport],
  exports: [TrailExport],
})
export class AuditModule {}
