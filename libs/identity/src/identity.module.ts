import { Global, Module } from '@nestjs/common';
import { AccessPolicy } from '@baikoo/edge';
import { Clock, systemClock } from './clock.js';
import { CallerResolver } from './edge/caller-resolver.js';
import { IdentityResolver } from './edge/identity.resolver.js';
import { AskMandateHandler } from './edge/mandate.handler.js';
import { MandatePolicy } from './edge/mandate-policy.js';
import { AskPersonHandler } from './edge/person.handler.js';
import { PersonResolver } from './edge/person.resolver.js';
import { MeResolver } from './edge/me.resolver.js';
import { AskOrganisationHandler } from './edge/organisation.handler.js';

/** Expects a TokenVerifier from the application: which issuer is trusted is a matter of the installation. */
@Global()
@Module({
  providers: [
    AskOrganisationHandler,
    AskMandateHandler,
    AskPersonHandler,
    IdentityResolver,
    PersonResolver,
    MeResolver,
    CallerResolver,
    { provide: AccessPolicy, useClass: MandatePolicy },
    { provide: Clock, useValue: systemClock },
  ],
  exports: [AccessPolicy, CallerResolver],
})
export class IdentityModule {}
