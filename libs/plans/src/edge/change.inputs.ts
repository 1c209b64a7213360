import { Field, ID, InputType, PickType } from '@nestjs/graphql';
import {
  DateScalar,
  IsDate,
  IsId,
  IsLocalizedText,
  IsOneOf,
  IsReference,
  IsReferenceEach,
  IsText,
  LocalizedTextInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import type { DirectionKind, PlanChange } from '../domain/plan-change.events.js';
import { RemoveDirectionInput, RemoveTaskInput, RewordDirectionInput, RewordTaskInput } from './draft.inputs.js';
import { AddDirectionInput, AddTaskInput, DirectionKindEnum } from './plan.inputs.js';

@InputType()
class RetitlePlanInput {
  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;
}

@InputType()
class ChangePeriodInput {
  @Field(() => DateScalar)
  @IsDate()
  from: string;

  @Field(() => DateScalar)
  @IsDate()
  to: string;
}

// The same words as in a draft: what differs is only that an amendment says them.

@InputType()
class NewDirectionInput extends PickType(AddDirectionInput, ['directionId', 'reference', 'titles'], InputType) {
  @Field(() => DirectionKindEnum)
  @IsOneOf(DirectionKindEnum)
  directionKind: DirectionKind;
}

@InputType()
class DirectionWordingInput extends PickType(RewordDirectionInput, ['directionId', 'titles'], InputType) {}

@InputType()
class DirectionRemovalInput extends PickType(RemoveDirectionInput, ['directionId'], InputType) {}

@InputType()
class NewTaskInput extends PickType(AddTaskInput, ['taskId', 'directionId', 'reference', 'titles'], InputType) {}

@InputType()
class TaskWordingInput extends PickType(RewordTaskInput, ['taskId', 'titles'], InputType) {}

@InputType()
class TaskRemovalInput extends PickType(RemoveTaskInput, ['taskId'], InputType) {}

@InputType()
class NewMeasureInput {
  @Field()
  @IsId()
  measureId: string;

  @Field()
  @IsReference()
  taskId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;

  @Field()
  @IsId()
  responsibleOrganisationId: string;

  @Field(() => [ID], { nullable: true, defaultValue: [] })
  @ArrayMaxSize(50)
  @IsReferenceEach()
  coExecutorIds: string[];

  @Field()
  @IsId()
  territoryId: string;

  @Field(() => DateScalar)
  @IsDate()
  plannedStart: string;

  @Field(() => DateScalar)
  @IsDate()
  deadline: string;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  expectedResult: LocalizedTextInput | null;

  @Field({ nullable: true, defaultValue: false })
  illustrative: boolean;
}

@InputType()
class MeasureWordingInput {
  @Field()
  @IsId()
  measureId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  expectedResult: LocalizedTextInput | null;
}

@InputType()
class MeasureReassignmentInput {
  @Field()
  @IsId()
  measureId: string;

  @Field()
  @IsId()
  responsibleOrganisationId: string;
}

@InputType()
class MeasureCancellationInput {
  @Field()
  @IsId()
  measureId: string;

  @Field()
  @IsText()
  why: string;
}

@InputType({ description: 'One change of an amendment: exactly one of the fields.' })
export class PlanChangeInput {
  @Field(() => RetitlePlanInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => RetitlePlanInput)
  retitlePlan?: RetitlePlanInput | null;

  @Field(() => ChangePeriodInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ChangePeriodInput)
  changePeriod?: ChangePeriodInput | null;

  @Field(() => NewDirectionInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => NewDirectionInput)
  addDirection?: NewDirectionInput | null;

  @Field(() => DirectionWordingInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => DirectionWordingInput)
  rewordDirection?: DirectionWordingInput | null;

  @Field(() => DirectionRemovalInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => DirectionRemovalInput)
  removeDirection?: DirectionRemovalInput | null;

  @Field(() => NewTaskInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => NewTaskInput)
  addTask?: NewTaskInput | null;

  @Field(() => TaskWordingInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TaskWordingInput)
  rewordTask?: TaskWordingInput | null;

  @Field(() => TaskRemovalInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TaskRemovalInput)
  removeTask?: TaskRemovalInput | null;

  @Field(() => NewMeasureInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => NewMeasureInput)
  addMeasure?: NewMeasureInput | null;

  @Field(() => MeasureWordingInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MeasureWordingInput)
  rewordMeasure?: MeasureWordingInput | null;

  @Field(() => MeasureReassignmentInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MeasureReassignmentInput)
  reassignMeasure?: MeasureReassignmentInput | null;

  @Field(() => MeasureCancellationInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MeasureCancellationInput)
  cancelMeasure?: MeasureCancellationInput | null;
}

/** The changes as facts name them; an entry without any was refused before. */
export const changesOf = (inputs: readonly PlanChangeInput[]): readonly PlanChange[] => inputs.flatMap(changeOf);

function changeOf(input: PlanChangeInput): readonly PlanChange[] {
  if (input.retitlePlan) return [{ kind: 'PLAN_RETITLED', ...input.retitlePlan }];
  if (input.changePeriod) return [{ kind: 'PERIOD_CHANGED', ...input.changePeriod }];
  if (input.addDirection) return [{ kind: 'DIRECTION_ADDED', ...input.addDirection }];
  if (input.rewordDirection) return [{ kind: 'DIRECTION_REWORDED', ...input.rewordDirection }];
  if (input.removeDirection) return [{ kind: 'DIRECTION_REMOVED', ...input.removeDirection }];
  if (input.addTask) return [{ kind: 'TASK_ADDED', ...input.addTask }];
  if (input.rewordTask) return [{ kind: 'TASK_REWORDED', ...input.rewordTask }];
  if (input.removeTask) return [{ kind: 'TASK_REMOVED', ...input.removeTask }];
  if (input.addMeasure) return [{ kind: 'MEASURE_ADDED', ...input.addMeasure }];
  if (input.rewordMeasure) return [{ kind: 'MEASURE_REWORDED', ...input.rewordMeasure }];
  if (input.reassignMeasure) return [{ kind: 'MEASURE_REASSIGNED', ...input.reassignMeasure }];
  if (input.cancelMeasure) return [{ kind: 'MEASURE_CANCELLED', ...input.cancelMeasure }];
  return [];
}
