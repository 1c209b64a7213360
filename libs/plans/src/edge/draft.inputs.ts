import { Field, InputType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  IsDate,
  IsId,
  IsLocalizedText,
  IsReference,
  IsText,
  LocalizedTextInput,
} from '@baikoo/edge';
import { IsOptional } from 'class-validator';

@InputType({ isAbstract: true })
class PlanInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;
}

@InputType()
export class RewordDirectionInput extends PlanInput {
  @Field()
  @IsReference()
  directionId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;
}

@InputType()
export class RemoveDirectionInput extends PlanInput {
  @Field()
  @IsReference()
  directionId: string;
}

@InputType()
export class RewordTaskInput extends PlanInput {
  @Field()
  @IsReference()
  taskId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;
}

@InputType()
export class RemoveTaskInput extends PlanInput {
  @Field()
  @IsReference()
  taskId: string;
}

@InputType()
export class OpenConsultationInput extends PlanInput {
  @Field(() => DateScalar, {
    nullable: true,
    defaultValue: null,
    description: 'The last day on which comments are taken; empty when none is set.',
  })
  @IsOptional()
  @IsDate()
  until: string | null;
}

@InputType()
export class ClosePlanInput extends PlanInput {
  @Field(() => DateScalar)
  @IsDate()
  closedOn: string;

  @Field({ description: 'Why the plan ends.' })
  @IsText()
  why: string;
}

@InputType()
export class SupersedePlanInput extends PlanInput {
  @Field({
    description:
      'The adopted plan that takes its place: of the same kind, and of the same territory or what came after it.',
  })
  @IsId()
  successorId: string;

  @Field(() => DateScalar)
  @IsDate()
  supersededOn: string;

  @Field({ description: 'Why another plan takes its place.' })
  @IsText()
  why: string;
}
