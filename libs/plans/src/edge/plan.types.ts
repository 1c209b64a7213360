import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, LegalActType, LocalizedTextType, SourceType } from '@baikoo/edge';
import type { DirectionKind, PlanKind } from '../domain/plan.events.js';
import { DirectionKindEnum, PlanKindEnum } from './plan.inputs.js';

const PlanStatusEnum = { DRAFT: 'DRAFT', ADOPTED: 'ADOPTED' } as const;
registerEnumType(PlanStatusEnum, { name: 'PlanStatus' });

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
  status: 'DRAFT' | 'ADOPTED';

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

  @Field(() => Int)
  revision: number;

  @Field(() => [DirectionType])
  directions: DirectionType[];
}
