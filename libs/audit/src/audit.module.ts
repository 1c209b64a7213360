import { Module } from '@nestjs/common';
import { AuditResolver } from './edge/audit.resolver.js';
import { DifferenceResolver } from './edge/difference.resolver.js';
import { TrailResolver } from './edge/trail.resolver.js';

@Module({ providers: [AuditResolver, DifferenceResolver, TrailResolver] })
export class AuditModule {}
