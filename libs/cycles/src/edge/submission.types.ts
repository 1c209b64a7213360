import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, MomentScalar, PeriodScalar } from '@baikoo/edge';
import type { SubmissionStatus } from '../read/cycles.js';
import { SubmissionItemType } from './item.types.js';

export const SubmissionStatusEnum: { [Status in SubmissionStatus]: Status } = {
  NOT_STARTED: 'NOT_STARTED',
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  UNDER_REVIEW: 'UNDER_REVIEW',
  RETURNED: 'RETURNED',
  ACCEPTED: 'ACCEPTED',
  CONSOLIDATED: 'CONSOLIDATED',
  REOPENED: 'REOPENED',
};
registerEnumType(SubmissionStatusEnum, {
  name: 'SubmissionStatus',
  description: 'CONSOLIDATED: accepted, and what it says has been taken over as facts about measures and indicators.',
});

@ObjectType('Remark')
export class RemarkType {
  @Field(() => ID, { nullable: true })
  itemId: string | null;

  @Field()
  text: string;
}

@ObjectType('CorrectionRequest')
export class CorrectionRequestType {
  @Field(() => ID)
  requestId: string;

  @Field()
  what: string;

  @Field()
  why: string;
}

@ObjectType('Submission', { description: 'What an organisation owes for a cycle and what it has given so far.' })
export class SubmissionType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  cycleId: string;

  @Field(() => ID)
  planId: string;

  @Field(() => PeriodScalar, { description: 'The period that is reported on.' })
  period: string;

  @Field(() => ID)
  organisationId: string;

  @Field(() => ID, { nullable: true })
  territoryId: string | null;

  @Field(() => SubmissionStatusEnum)
  status: SubmissionStatus;

  @Field(() => DateScalar)
  dueOn: string;

  @Field(() => MomentScalar, { nullable: true })
  firstSubmittedAt: string | null;

  @Field(() => Boolean, { nullable: true, description: 'By the first submission; submitting again never improves it.' })
  onTime: boolean | null;

  @Field(() => Int)
  timesSubmitted: number;

  @Field(() => Int)
  timesReturned: number;

  @Field(() => [RemarkType], {
    description: 'Of the reviewer who returned it last; earlier ones stand in the audit trail.',
  })
  remarks: RemarkType[];

  @Field(() => String, { nullable: true, description: 'Why it is not owed after all.' })
  exemption: string | null;

  @Field(() => MomentScalar, {
    nullable: true,
    description: 'When it was recorded that the due day passed without it.',
  })
  missedAt: string | null;

  @Field(() => [ID], { description: 'Commissions whose endorsement comes before the acceptance, in this order.' })
  endorsedBy: string[];

  @Field(() => Int, { description: 'How many of them endorsed it as it was last submitted.' })
  endorsements: number;

  @Field(() => DateScalar, { nullable: true, description: 'Open for changes until the end of this day.' })
  reopenedUntil: string | null;

  @Field(() => Int)
  timesReopened: number;

  @Field(() => CorrectionRequestType, { nullable: true, description: 'A request that waits for an answer.' })
  correction: CorrectionRequestType | null;

  @Field(() => MomentScalar, { nullable: true })
  acceptedAt: string | null;

  @Field(() => MomentScalar)
  changedAt: string;

  @Field(() => [SubmissionItemType])
  items: SubmissionItemType[];

  @Field(() => Int, { description: 'Send it as `expectedRevision` to change the report as you see it here.' })
  revision: number;
}
