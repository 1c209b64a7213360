import { Field, ID, InputType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  IsDate,
  IsId,
  IsList,
  IsLocalizedText,
  LegalActInput,
  LocalizedTextInput,
  SourceInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { TerritoryUnitInput } from './territory.inputs.js';

/** The most units that one change may name: no raion has so many. */
const MOST_UNITS = 200;

/** What every change of the map says of itself. */
@InputType({ isAbstract: true })
export class TerritoryChangeInput extends CommandInput {
  @Field(() => ID, { description: 'A name of your choice, by which a later act repeals the change.' })
  @IsId()
  changeId: string;

  @Field(() => DateScalar, { description: 'The first date on which it holds.' })
  @IsDate()
  effectiveOn: string;

  @Field(() => LegalActInput)
  @ValidateNested()
  @Type(() => LegalActInput)
  legalAct: LegalActInput;

  @Field(() => SourceInput)
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput;

  @Field({ defaultValue: false, description: 'Invented for trials, and shown as such.' })
  illustrative: boolean;
}

@InputType({ description: 'Where a unit lies from then on.' })
export class PlacementInput {
  @Field(() => ID)
  @IsId()
  territoryId: string;

  @Field(() => ID)
  @IsId()
  parentId: string;
}

@InputType()
export class RenameTerritoryInput extends TerritoryChangeInput {
  @Field(() => ID)
  @IsId()
  territoryId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText(200)
  names: LocalizedTextInput;
}

@InputType()
export class ReparentTerritoryInput extends TerritoryChangeInput {
  @Field(() => ID)
  @IsId()
  territoryId: string;

  @Field(() => ID, { description: 'What it lies in from then on.' })
  @IsId()
  parentId: string;
}

@InputType()
export class MergeTerritoriesInput extends TerritoryChangeInput {
  @Field(() => [ID], { description: 'They cease to exist.' })
  @IsList(MOST_UNITS)
  @IsId({ each: true })
  mergedIds: string[];

  @Field(() => ID, {
    nullable: true,
    defaultValue: null,
    description: 'An existing unit that takes the others in; else give the `successor` that is formed.',
  })
  @IsOptional()
  @IsId()
  successorId: string | null;

  @Field(() => TerritoryUnitInput, {
    nullable: true,
    defaultValue: null,
    description: 'The unit that the merger forms.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => TerritoryUnitInput)
  successor: TerritoryUnitInput | null;

  @Field(() => [PlacementInput], {
    defaultValue: [],
    description: 'Units of the merged ones that do not go to the successor.',
  })
  @ArrayMaxSize(MOST_UNITS)
  @ValidateNested({ each: true })
  @Type(() => PlacementInput)
  placements: PlacementInput[];
}

@InputType()
export class SplitTerritoryInput extends TerritoryChangeInput {
  @Field(() => ID)
  @IsId()
  territoryId: string;

  @Field({ description: 'Whether nothing of it remains; false: it goes on without its parts.' })
  abolished: boolean;

  @Field(() => [TerritoryUnitInput], { description: 'The units that are formed.' })
  @IsList(MOST_UNITS)
  @ValidateNested({ each: true })
  @Type(() => TerritoryUnitInput)
  parts: TerritoryUnitInput[];

  @Field(() => [PlacementInput], {
    defaultValue: [],
    description: 'Where the units in it go: all of them if it is abolished, else those that do not stay.',
  })
  @ArrayMaxSize(MOST_UNITS)
  @ValidateNested({ each: true })
  @Type(() => PlacementInput)
  placements: PlacementInput[];
}

@InputType()
export class AbolishTerritoryInput extends TerritoryChangeInput {
  @Field(() => ID)
  @IsId()
  territoryId: string;
}

@InputType()
export class RepealTerritoryChangeInput extends TerritoryChangeInput {
  @Field(() => ID, {
    description: 'The change that no longer holds from `effectiveOn` on; on its own date: never held.',
  })
  @IsId()
  repealedChangeId: string;
}
