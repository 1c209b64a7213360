import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '@baikoo/edge';
import type { PlanKind } from '../domain/plan.events.js';
import type { PlanStatus } from '../domain/plan.state.js';
import { PlanKindEnum } from './plan.inputs.js';
import { PlanStatusEnum, PlanType } from './plan.types.js';

@ObjectType('PlansOfStatus')
export class PlansOfStatusType {
  @Field(() => PlanStatusEnum)
  status: PlanStatus;

  @Field(() => Int)
  plans: number;
}

@ObjectType('PlansOfKind')
export class PlansOfKindType {
  @Field(() => PlanKindEnum)
  kind: PlanKind;

  @Field(() => Int)
  plans: number;
}

export const PlanConnection = connectionOf(PlanType, 'Plan');
