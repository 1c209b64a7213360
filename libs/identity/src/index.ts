export { Clock, systemClock } from './clock.js';
export { type CommandName, COMMANDS } from './domain/commands.js';
export type { MandateEvent } from './domain/mandate.events.js';
export { type Mandate, mandate } from './domain/mandate.js';
export { mandateShapes } from './domain/mandate.upcasts.js';
export type { OrganisationEvent, OrganisationKind } from './domain/organisation.events.js';
export { type Organisation, organisation } from './domain/organisation.js';
export { organisationShapes } from './domain/organisation.upcasts.js';
export { carriesOutPlans, keepsPlans, type PlanLevel, PLANS_OF } from './domain/plan-policy.js';
export {
  type CommandRefusal,
  findCommandRefusal,
  mayCommand,
  OF_THE_REPUBLIC,
  type Permissions,
  PERMISSIONS,
} from './domain/policy.js';
export { QUERIES, type QueryName, type QuerySubject, subjectOf } from './domain/queries.js';
export { findQueryRefusal, type QueryRefusal } from './domain/query-policy.js';
export { READING, type Reading, readingScopeOf, readsPersons, trailScopeOf } from './domain/reading.js';
export { isRole, type Role, ROLES } from './domain/roles.js';
export { type CallerHeaders, CallerResolver, correlationIdOf } from './edge/caller-resolver.js';
export { OrganisationType } from './edge/identity.types.js';
export { AskMandate, mandateStream } from './edge/mandate.handler.js';
export { MandatePolicy } from './edge/mandate-policy.js';
export type { PersonEvent } from './domain/person.events.js';
export { personShapes } from './domain/person.upcasts.js';
export { findPerson, type HeldPerson, personStream } from './edge/people.js';
export { AskPerson } from './edge/person.handler.js';
export { AskOrganisation, organisationStream } from './edge/organisation.handler.js';
export { QueryAccessGuard } from './edge/query-access.guard.js';
export { mustReach, mustReachOrganisation, scopeOf, trailScopeOfCaller, withScope } from './edge/scope.js';
export { IdentityModule } from './identity.module.js';
export { identityProjection } from './read/identity.projection.js';
export { type Belonging, reachesTerritory, visible } from './read/visible.js';
export {
  findMandatesInForce,
  findMandatesOf,
  isRoleHeld,
  type MandateRow,
  type MandateView,
  standingOfMandate,
} from './read/mandates.js';
export {
  findOrganisation,
  findOrganisations,
  organisationColumns,
  type OrganisationFilter,
  type OrganisationView,
} from './read/organisations.js';
export { findOfficeHolders, type OfficeHolder } from './read/personal-data.js';
export { readsNames, readsPersonalDataOf } from './domain/personal-reading.js';
export { PostgresReadLog } from './edge/postgres-read-log.js';
export { DemoTokens } from './tokens/demo-tokens.js';
export { type OidcOptions, OidcTokens } from './tokens/oidc-tokens.js';
export { RememberingTokens } from './tokens/remembering-tokens.js';
export { InvalidToken, type InvalidTokenReason, TokenVerifier, type Verified } from './tokens/token-verifier.js';
