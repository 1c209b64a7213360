import { Field, InputType, Int, IntersectionType, registerEnumType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  IsDate,
  IsId,
  IsLocalizedText,
  IsOneOf,
  IsText,
  LocalizedTextInput,
  SourceInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import type { TerritoryKind } from '../domain/territory.events.js';

export const TerritoryKindEnum: { [Kind in TerritoryKind]: Kind } = {
  COUNTRY: 'COUNTRY',
  OBLAST: 'OBLAST',
  REPUBLICAN_CITY: 'REPUBLICAN_CITY',
  RAION: 'RAION',
  OBLAST_CITY: 'OBLAST_CITY',
  OBLAST_CITY_UNVERIFIED: 'OBLAST_CITY_UNVERIFIED',
  CITY_DISTRICT: 'CITY_DISTRICT',
  AYIL_AIMAK: 'AYIL_AIMAK',
  RAION_CITY: 'RAION_CITY',
  URBAN_SETTLEMENT: 'URBAN_SETTLEMENT',
  VILLAGE: 'VILLAGE',
};
registerEnumType(TerritoryKindEnum, {
  name: 'TerritoryKind',
  description: 'A level of the administrative division.',
  valuesMap: {
    OBLAST_CITY_UNVERIFIED: {
      description: 'Its status as a city of oblast level is not proved by an act that we have.',
    },
    CITY_DISTRICT: { description: 'A district within a city.' },
    AYIL_AIMAK: { description: 'A rural municipality: one or several villages.' },
    RAION_CITY: { description: 'A city of raion significance.' },
    URBAN_SETTLEMENT: { description: 'A settlement of urban type.' },
  },
});

@InputType()
export class PopulationInput {
  @Field(() => Int)
  count: number;

  @Field({ description: 'Who counted, and of which date.' })
  @IsText(1_000)
  source: string;
}

@InputType({ description: 'A unit that a change of the map forms.' })
export class TerritoryUnitInput {
  @Field({ description: 'The ISO 3166-2 code where there is one (KG-O), else the SOATE code.' })
  @IsId()
  territoryId: string;

  @Field(() => TerritoryKindEnum)
  @IsOneOf(TerritoryKindEnum)
  kind: TerritoryKind;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'The territory it lies in; null for the country.',
  })
  @IsOptional()
  @IsId()
  parentId: string | null;

  @Field({ description: 'Its code in the state classifier of administrative units, 14 digits.' })
  @IsId()
  soate: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'ISO 3166-2.' })
  @IsOptional()
  @IsId()
  iso: string | null;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText(200)
  names: LocalizedTextInput;

  @Field(() => PopulationInput, { nullable: true, defaultValue: null, description: 'Null while no figure is known.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PopulationInput)
  population: PopulationInput | null;

  @Field(() => SourceInput)
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput;
}

@InputType()
export class RegisterTerritoryInput extends IntersectionType(CommandInput, TerritoryUnitInput) {
  @Field(() => DateScalar, {
    nullable: true,
    defaultValue: null,
    description: 'The first date on which it exists; null: since before the record.',
  })
  @IsOptional()
  @IsDate()
  validFrom: string | null;
}
