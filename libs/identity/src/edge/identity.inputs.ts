import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  IsDate,
  IsId,
  IsLocalizedText,
  IsOneOf,
  IsReference,
  LocalizedTextInput,
} from '@baikoo/edge';
import { IsOptional } from 'class-validator';
import type { OrganisationKind } from '../domain/organisation.events.js';
import { type Role, ROLES } from '../domain/roles.js';

export const OrganisationKindEnum: { [Kind in OrganisationKind]: Kind } = {
  COORDINATION_COUNCIL: 'COORDINATION_COUNCIL',
  COUNCIL_SECRETARIAT: 'COUNCIL_SECRETARIAT',
  COORDINATION_COMMISSION: 'COORDINATION_COMMISSION',
  MINISTRY: 'MINISTRY',
  LOCAL_KENESH: 'LOCAL_KENESH',
  AUDIT: 'AUDIT',
  CIVIL_SOCIETY: 'CIVIL_SOCIETY',
  OPERATOR: 'OPERATOR',
  OTHER: 'OTHER',
};
registerEnumType(OrganisationKindEnum, {
  name: 'OrganisationKind',
  description: 'What an organisation is to crime prevention. MINISTRY: any ministry or agency of the republic.',
});

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role', description: 'In which capacity somebody acts.' });

@InputType()
export class RegisterOrganisationInput extends CommandInput {
  @Field()
  @IsId()
  organisationId: string;

  @Field(() => OrganisationKindEnum)
  @IsOneOf(OrganisationKindEnum)
  kind: OrganisationKind;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText(500)
  names: LocalizedTextInput;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'Where it acts; null for the whole republic.',
  })
  @IsOptional()
  @IsId()
  territoryId: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Made up for demonstration.' })
  illustrative: boolean;
}

@InputType()
export class GrantMandateInput extends CommandInput {
  @Field()
  @IsId()
  mandateId: string;

  @Field({
    description: 'The subject of the person’s token. An id that says nothing about them: never a name or e-mail.',
  })
  @IsReference()
  personId: string;

  @Field(() => RoleEnum)
  @IsOneOf(RoleEnum)
  role: Role;

  @Field()
  @IsId()
  organisationId: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'Where it holds; null for a ministry.' })
  @IsOptional()
  @IsId()
  territoryId: string | null;

  @Field(() => DateScalar, { description: 'The first date on which it holds.' })
  @IsDate()
  from: string;

  @Field(() => DateScalar, {
    nullable: true,
    defaultValue: null,
    description: 'The last date on which it holds; null while no end is set.',
  })
  @IsOptional()
  @IsDate()
  to: string | null;
}

@InputType()
export class ExtendMandateInput extends CommandInput {
  @Field()
  @IsId()
  mandateId: string;

  @Field(() => DateScalar, {
    nullable: true,
    defaultValue: null,
    description: 'The last date on which it holds from now on; null while no end is set.',
  })
  @IsOptional()
  @IsDate()
  to: string | null;
}

@InputType({ description: 'A `reason` is required: whoever loses an office is told why.' })
export class RevokeMandateInput extends CommandInput {
  @Field()
  @IsId()
  mandateId: string;

  @Field(() => DateScalar, { description: 'The first date on which it no longer holds.' })
  @IsDate()
  revokedOn: string;
}
