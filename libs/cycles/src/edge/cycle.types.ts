import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, PeriodScalar } from '@baikoo/edge';
import type { CycleStatus } from '../read/cycles.js';

export const CycleStatusEnum = {
  SCHEDULED: 'SCHEDULED',
  OPEN: 'OPEN',
  CLOSED: 'CLOSED',
  FINALISED: 'FINALISED',
} as const;
registerEnumType(CycleStatusEnum, { name: 'CycleStatus' });

@ObjectType('Cycle', { description: 'A reporting cycle: who owes a report on which period of a plan, until when.' })
export class CycleType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  planId: string;

  @Field(() => PeriodScalar)
  period: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => DateScalar)
  dueOn: string;

  @Field(() => DateScalar, { nullable: true, description: 'When it opens by itself; null: it was opened by hand.' })
  opensOn: string | null;

  @Field(() => CycleStatusEnum)
  status: CycleStatus;

  @Field()
  illustrative: boolean;
}
