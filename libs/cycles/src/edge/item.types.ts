import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DecimalScalar, EvidenceType, PeriodScalar, PositionScalar, SourceType } from '@baikoo/edge';
import type { Item } from '../domain/submission.events.js';

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

  @Field(() => [EvidenceType], { nullable: true, description: 'More files that prove it; null where there are none.' })
  furtherEvidence?: EvidenceType[];
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
