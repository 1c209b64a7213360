import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateScalar, LanguageEnum, LocalizedTextType, NamesPerson } from '@baikoo/edge';
import type { Language } from '@baikoo/kernel';
import { TerritoryType } from '@baikoo/territories';
import type { OrganisationKind } from '../domain/organisation.events.js';
import type { Role } from '../domain/roles.js';
import { OrganisationKindEnum, RoleEnum } from './identity.inputs.js';

@ObjectType('Organisation')
export class OrganisationType {
  @Field(() => ID)
  id: string;

  @Field(() => OrganisationKindEnum)
  kind: OrganisationKind;

  @Field(() => LocalizedTextType)
  names: LocalizedTextType;

  @Field(() => ID, { nullable: true })
  territoryId: string | null;

  @Field({ description: 'Made up for demonstration.' })
  illustrative: boolean;
}

@ObjectType('Mandate', { description: 'Whom a person acts for, in which role, where and when.' })
export class MandateType {
  @Field(() => ID, { description: 'Sent in the header `baikoo-mandate`, it is the one to act under.' })
  id: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => ID)
  organisationId: string;

  @Field(() => ID, { nullable: true })
  territoryId: string | null;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar, { nullable: true })
  to: string | null;
}

@ObjectType('Me', { description: 'Whoever is asking, as the program sees them.' })
export class MeType {
  @NamesPerson()
  @Field(() => ID)
  personId: string;

  @Field(() => RoleEnum)
  role: string;

  @Field(() => OrganisationType, { nullable: true })
  organisation: OrganisationType | null;

  @Field(() => TerritoryType, { nullable: true, description: 'The territory of the mandate, if it has one.' })
  territory: TerritoryType | null;

  @Field(() => LanguageEnum)
  language: Language;

  @Field(() => [MandateType], { description: 'All mandates in force today, the one granted earliest first.' })
  mandates: readonly MandateType[];
}
