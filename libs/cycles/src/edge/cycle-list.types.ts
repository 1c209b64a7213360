import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DecimalScalar } from '@baikoo/edge';
import type { CycleStatus, SubmissionStatus } from '../read/cycles.js';
import { CycleStatusEnum, CycleType } from './cycle.types.js';
import { SubmissionStatusEnum, SubmissionType } from './submission.types.js';

@ObjectType('CyclesOfStatus')
export class CyclesOfStatusType {
  @Field(() => CycleStatusEnum)
  status: CycleStatus;

  @Field(() => Int)
  cycles: number;
}

export const CycleConnection = connectionOf(CycleType, 'Cycle');

@ObjectType('SubmissionsOfStatus')
export class SubmissionsOfStatusType {
  @Field(() => SubmissionStatusEnum)
  status: SubmissionStatus;

  @Field(() => Int)
  submissions: number;
}

@ObjectType({ isAbstract: true })
export class SubmissionCountsType {
  @Field(() => Int, { description: 'expected = obligations − exemptions' })
  expected: number;

  @Field(() => Int, { description: 'Submitted at least once, whatever happened then.' })
  submitted: number;

  @Field(() => Int, { description: 'Also while it is open again for a correction.' })
  accepted: number;

  @Field(() => Int, { description: 'First submitted by the end of the due day in Bishkek.' })
  onTime: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'submission rate = submitted / expected; 0…1' })
  submissionRate: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'completeness = accepted / expected; 0…1' })
  completeness: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'timeliness = onTime / expected; 0…1' })
  timeliness: string | null;
}

@ObjectType('SubmissionTotals')
export class SubmissionTotalsType extends SubmissionCountsType {
  @Field(() => [SubmissionsOfStatusType], { description: 'Exempt ones among them.' })
  byStatus: SubmissionsOfStatusType[];
}

export const SubmissionConnection = connectionOf(SubmissionType, 'Submission');
