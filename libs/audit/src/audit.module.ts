import { Module } from '@nestjs/common';
import { AuditResolver } from './edge/audit.resolver.js';

@Module({ providers: [AuditResolver] })
export class AuditModule {}
