import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  IsDate,
  IsId,
  IsLocalizedText,
  IsOneOf,
  IsReference,
  IsText,
  LegalActInput,
  LocalizedTextInput,
  SourceInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import type { DirectionKind, PlanKind } from '../domain/plan.events.js';

export const PlanKindEnum: { [Kind in PlanKind]: Kind } = { NATIONAL: 'NATIONAL', LOCAL_JOINT: 'LOCAL_JOINT' };
registerEnumType(PlanKindEnum, {
  name: 'PlanKind',
  description: 'NATIONAL: of the republic. LOCAL_JOINT: of one territory, agreed with its communities.',
});

export const DirectionKindEnum: { [Kind in DirectionKind]: Kind } = {
  COMPONENT: 'COMPONENT',
  PRIORITY: 'PRIORITY',
  LOCAL_PROBLEM: 'LOCAL_PROBLEM',
};
registerEnumType(DirectionKindEnum, {
  name: 'DirectionKind',
  description: 'Component (Concept, section 4), thematic priority (section 5), or priority problem of a local plan.',
});

@InputType()
export class DraftPlanInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;

  @Field(() => PlanKindEnum)
  @IsOneOf(PlanKindEnum)
  kind: PlanKind;

  @Field({ description: 'The territory of the plan; KG for the republic.' })
  @IsId()
  territoryId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;

  @Field(() => DateScalar)
  @IsDate()
  from: string;

  @Field(() => DateScalar)
  @IsDate()
  to: string;

  @Field(() => SourceInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput | null;
}

@InputType()
export class AddDirectionInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;

  @Field()
  @IsReference()
  directionId: string;

  @Field(() => DirectionKindEnum)
  @IsOneOf(DirectionKindEnum)
  kind: DirectionKind;

  @Field({ description: 'Its number in the document: 4.1.' })
  @IsText(50)
  reference: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;
}

@InputType()
export class AddTaskInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;

  @Field()
  @IsReference()
  directionId: string;

  @Field()
  @IsReference()
  taskId: string;

  @Field({ description: 'Its number in the document: 4.1/1.' })
  @IsText(50)
  reference: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;
}

@InputType()
export class AdoptPlanInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;

  @Field(() => DateScalar, {
    nullable: true,
    defaultValue: null,
    description: 'Empty while the date of the act is not known.',
  })
  @IsOptional()
  @IsDate()
  adoptedOn: string | null;

  @Field(() => LegalActInput)
  @ValidateNested()
  @Type(() => LegalActInput)
  legalAct: LegalActInput;
}
