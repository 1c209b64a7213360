import { Module } from '@nestjs/common';
import { AskSigningKeyHandler } from './edge/signing-key.handler.js';
import { SigningKeyResolver } from './edge/signing-key.resolver.js';

@Module({ providers: [AskSigningKeyHandler, SigningKeyResolver] })
export class ProofModule {}
