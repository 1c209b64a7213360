import { Field, InputType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  IsDate,
  IsId,
  IsList,
  IsOneChoiceEach,
  IsReference,
  IsText,
  LegalActInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { PlanChangeInput } from './change.inputs.js';

@InputType({ isAbstract: true })
class AmendmentInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;

  @Field({ description: 'Made by the proposer; unique within the plan.' })
  @IsReference()
  amendmentId: string;
}

@InputType()
export class ProposeAmendmentInput extends AmendmentInput {
  @Field(() => [PlanChangeInput], { description: 'Applied in this order; 100 at most.' })
  @IsList(100)
  @IsOneChoiceEach()
  @ValidateNested({ each: true })
  @Type(() => PlanChangeInput)
  changes: PlanChangeInput[];

  @Field({ description: 'Why the plan is to change: shown with every version that it leads to.' })
  @IsText()
  why: string;
}

@InputType()
export class WithdrawAmendmentInput extends AmendmentInput {
  @Field({ description: 'Why it is withdrawn.' })
  @IsText()
  why: string;
}

@InputType()
export class RejectAmendmentInput extends AmendmentInput {
  @Field({ description: 'Why it is rejected.' })
  @IsText()
  why: string;
}

@InputType()
export class AdoptAmendmentInput extends AmendmentInput {
  @Field(() => DateScalar)
  @IsDate()
  adoptedOn: string;

  @Field(() => LegalActInput)
  @ValidateNested()
  @Type(() => LegalActInput)
  legalAct: LegalActInput;
}
