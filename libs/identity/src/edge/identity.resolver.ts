import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, CommandGateway, Outcome, FromReadModels } from '@baikoo/edge';
import type { OrganisationKind } from '../domain/organisation.events.js';
import { findOrganisation, findOrganisations } from '../read/organisations.js';
import {
  ExtendMandateInput,
  GrantMandateInput,
  OrganisationKindEnum,
  RegisterOrganisationInput,
  RevokeMandateInput,
} from './identity.inputs.js';
import { OrganisationType } from './identity.types.js';
import { AskMandate, mandateStream } from './mandate.handler.js';
import { AskOrganisation, organisationStream } from './organisation.handler.js';

@Resolver(() => OrganisationType)
export class IdentityResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => [OrganisationType], { description: 'Organisations, by kind.' })
  organisations(
    @Context() caller: Caller,
    @Args('kind', { type: () => OrganisationKindEnum, nullable: true }) kind?: OrganisationKind | null,
    @Args('territoryId', { type: () => ID, nullable: true }) territoryId?: string | null,
  ) {
    return findOrganisations(this.db, caller.asOf, { ...(kind && { kind }), ...(territoryId && { territoryId }) });
  }

  @FromReadModels()
  @Query(() => OrganisationType, { nullable: true })
  organisation(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    return findOrganisation(this.db, id, caller.asOf);
  }

  @Mutation(() => Outcome, { description: 'Enters an organisation in the register.' })
  registerOrganisation(@Context() caller: Caller, @Args('input') input: RegisterOrganisationInput) {
    return this.gateway.send(caller, {
      command: 'RegisterOrganisation',
      rules: RegisterOrganisationInput,
      input,
      subject: organisationStream(input.organisationId),
      message: (fields, who, cause) => new AskOrganisation({ type: 'RegisterOrganisation', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Lets a person act for an organisation in a role, for a period.' })
  grantMandate(@Context() caller: Caller, @Args('input') input: GrantMandateInput) {
    return this.gateway.send(caller, {
      command: 'GrantMandate',
      rules: GrantMandateInput,
      input,
      subject: mandateStream(input.mandateId),
      message: (fields, who, cause) => new AskMandate({ type: 'GrantMandate', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Lets a mandate that is in force hold longer. One that ended or was revoked is granted anew.',
  })
  extendMandate(@Context() caller: Caller, @Args('input') input: ExtendMandateInput) {
    return this.gateway.send(caller, {
      command: 'ExtendMandate',
      rules: ExtendMandateInput,
      input,
      subject: mandateStream(input.mandateId),
      message: (fields, who, cause) => new AskMandate({ type: 'ExtendMandate', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Ends a mandate before its time, with a reason.' })
  revokeMandate(@Context() caller: Caller, @Args('input') input: RevokeMandateInput) {
    return this.gateway.send(caller, {
      command: 'RevokeMandate',
      rules: RevokeMandateInput,
      input,
      subject: mandateStream(input.mandateId),
      message: (fields, who, cause) => new AskMandate({ type: 'RevokeMandate', ...fields, ...who }, cause),
    });
  }
}
