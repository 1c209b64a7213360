import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  DateScalar,
  DecimalScalar,
  EvidenceType,
  MomentScalar,
  PeriodScalar,
  PositionScalar,
  SourceType,
} from '@baikoo/edge';
import type { Item } from '../domain/submission.events.js';
import type { CycleStatus, SubmissionStatus } from '../read/cycles.js';

const CycleStatusEnum = { SCHEDULED: 'SCHEDULED', OPEN: 'OPEN', CLOSED: 'CLOSED', FINALISED: 'FINALISED' } as const;
registerEnumType(CycleStatusEnum, { name: 'CycleStatus' });

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

@ObjectType('ProgressItem')
export class ProgressItemType {
  @Field(() => ID)
  measureId: string;

  @Field(() => Int)
  percent: number;

  @Field()
  text: string;

  @Field(() => String, { nullable: true })
  difficulties: string | null;
}

@ObjectType('CompletionItem')
export class CompletionItemType {
  @Field(() => ID)
  measureId: string;

  @Field(() => DateScalar)
  completedOn: string;

  @Field(() => EvidenceType)
  evidence: EvidenceType;
}

@ObjectType('ExpenditureItem')
export class ExpenditureItemType {
  @Field(() => ID)
  measureId: string;

  @Field(() => ID)
  lineId: string;

  @Field(() => DecimalScalar)
  amount: string;
}

@ObjectType('ReadingItem')
export class ReadingItemType {
  @Field(() => ID)
  indicatorId: string;

  @Field(() => PeriodScalar)
  period: string;

  @Field(() => DecimalScalar)
  value: string;

  @Field(() => SourceType)
  source: SourceType;
}

const typeOfItem = {
  PROGRESS: ProgressItemType,
  COMPLETION: CompletionItemType,
  EXPENDITURE: ExpenditureItemType,
  READING: ReadingItemType,
} satisfies { [Kind in Item['kind']]: unknown };

export const ItemUnion = createUnionType({
  name: 'Item',
  types: () => [ProgressItemType, CompletionItemType, ExpenditureItemType, ReadingItemType] as const,
  resolveType: (item: Item) => typeOfItem[item.kind],
});

@ObjectType('ItemFinding', { description: 'Something about an item that looks wrong and has to be explained.' })
export class ItemFindingType {
  @Field({ description: 'The rule that found it: PROGRESS_DECREASED, SPENT_ABOVE_ALLOCATION, OUTLIER …' })
  rule: string;

  @Field(() => [String], { description: 'The values that it rests on: `before=60`.' })
  details: string[];
}

@ObjectType('SubmissionItem', { description: 'One thing that a report says.' })
export class SubmissionItemType {
  @Field(() => ID)
  id: string;

  @Field(() => ItemUnion)
  item: Item;

  @Field(() => [ItemFindingType])
  findings: ItemFindingType[];

  @Field(() => String, { nullable: true, description: 'Why it is right all the same.' })
  explanation: string | null;

  @Field(() => PositionScalar, { nullable: true, description: 'Where it stands in the record as a fact.' })
  position: string | null;

  @Field(() => String, { nullable: true, description: 'The code with which it could not become a fact.' })
  refused: string | null;
}

@ObjectType('Remark')
export class RemarkType {
  @Field(() => ID, { nullable: true })
  itemId: string | null;

  @Field()
  text: string;
}

@ObjectType('Submission', { description: 'What an organisation owes for a cycle and what it has given so far.' })
export class SubmissionType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  cycleId: string;

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

  @Field(() => Int)
  revision: number;
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

  @Field(() => Int)
  revision: number;
}
