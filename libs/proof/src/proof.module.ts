import { Module } from '@nestjs/common';
import { ProofController } from './edge/proof.controller.js';
import { ProofResolver } from './edge/proof.resolver.js';
import { AskSigningKeyHandler } from './edge/signing-key.handler.js';
import { SigningKeyResolver } from './edge/signing-key.resolver.js';

@Module({ controllers: [ProofController], providers: [ProofResolver, AskSigningKeyHandler, SigningKeyResolver] })
export class ProofModule {}
