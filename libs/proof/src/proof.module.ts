import { Module } from '@nestjs/common';
import { ProofResolver } from './edge/proof.resolver.js';
import { AskSigningKeyHandler } from './edge/signing-key.handler.js';
import { SigningKeyResolver } from './edge/signing-key.resolver.js';

@Module({ providers: [ProofResolver, AskSigningKeyHandler, SigningKeyResolver] })
export class ProofModule {}
