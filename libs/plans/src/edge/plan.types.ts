import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, LegalActType, LocalizedTextType, SourceType } from '@baikoo/edge';
import type { DirectionKind, PlanKind } from '../domain/plan.events.js';
import type { PlanStatus } from '../domain/plan.state.js';
import { DirectionKindEnum, PlanKindEnum } from './plan.inputs.js';

export const PlanStatusEnum: { [Status in PlanStatus]: Status } = {
  DRAFT: 'DRAFT',
  CONSULTATION: 'CONSULTATION',
  ADOPTED: 'ADOPTED',
  CLOSED: 'CLOSED',
  SUPERSEDED: 'SUPERSEDED',
};
registerEnumType(PlanStatusEnum, {
  name: 'PlanStatus',
  description:
    'CONSULTATION: a draft that is being discussed. Whether an ADOPTED plan is in force follows from its dates.',
});

@ObjectType('Task')
export class TaskType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Its number in the document.' })
  reference: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;
}

@ObjectType('Direction', { description: 'A component, a thematic priority or a local priority problem.' })
export class DirectionType {
  @Field(() => ID)
  id: string;

  @Field(() => DirectionKindEnum)
  kind: DirectionKind;

  @Field({ description: 'Its number in the document.' })
  reference: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => [TaskType])
  tasks: TaskType[];
}

@ObjectType('Plan', { description: 'An action plan: directions, their tasks and, under each task, measures.' })
export class PlanType {
  @Field(() => ID)
  id: string;

  @Field(() => PlanKindEnum)
  kind: PlanKind;

  @Field(() => PlanStatusEnum)
  status: PlanStatus;

  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => SourceType, { nullable: true })
  source: SourceType | null;

  @Field(() => DateScalar, { nullable: true })
  adoptedOn: string | null;

  @Field(() => LegalActType, { nullable: true })
  legalAct: LegalActType | null;

  @Field(() => Int, { description: '0 before the adoption, 1 as adopted, one more with each amendment.' })
  version: number;

  @Field(() => DateScalar, { nullable: true, description: 'Until when a draft in consultation takes comments.' })
  consultationUntil: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When the plan was closed or superseded.' })
  endedOn: string | null;

  @Field(() => String, { nullable: true })
  endedWhy: string | null;

  @Field(() => ID, { nullable: true, description: 'The plan that took its place.' })
  successorId: string | null;

  @Field(() => Int, { description: 'Send it as `expectedRevision` to change the plan as you see it here.' })
  revision: number;

  @Field(() => [DirectionType])
  directions: DirectionType[];
}
