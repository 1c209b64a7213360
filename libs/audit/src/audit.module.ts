import { Module } from '@nestjs/common';
import { ExchangeModule } from '@baikoo/exchange';
import { AuditResolver } from './edge/audit.resolver.js';
import { BundleController } from './edge/bundle.controller.js';
import { BundleExport } from './edge/bundle-export.js';
import { DifferenceResolver } from './edge/difference.resolver.js';
import { PersonExport } from './edge/person-export.js';
import { PersonExportController } from './edge/person-export.controller.js';
import { TrailController } from './edge/trail.controller.js';
import { TrailExport } from './edge/trail-export.js';
import { TrailResolver } from './edge/trail.resolver.js';

@Module({
  imports: [ExchangeModule],
  controllers: [TrailController, PersonExportController, BundleController],
  providers: [AuditResolver, DifferenceResolver, TrailResolver, TrailExport, PersonExport, BundleExport],
  exports: [TrailExport, PersonExport],
})
export class AuditModule {}
