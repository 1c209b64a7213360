import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  connectionOf,
  DateScalar,
  DecimalScalar,
  LocalizedTextType,
  MomentScalar,
  NamesPerson,
  PeriodScalar,
  SourceType,
} from '@baikoo/edge';
import type { CheckRule, SourceKind } from '../domain/series.events.js';
import type { FlagStatus } from '../read/flag.model.js';
import type { ReadingStatus } from '../read/reading.model.js';
import { CheckRuleEnum, FlagStatusEnum, QualifierEnum, ReadingStatusEnum, SourceKindEnum } from './series.enums.js';

@ObjectType('RecordAuthor', { description: 'Who did something: ids only.' })
export class RecordAuthorType {
  @NamesPerson()
  @Field(() => ID)
  personId: string;

  @Field(() => ID)
  organisationId: string;
}

@ObjectType({ isAbstract: true })
export class FigureType {
  @Field(() => PeriodScalar)
  period: string;

  @Field(() => DecimalScalar)
  value: string;

  @Field(() => Int, { description: 'The version of the definition by which it is counted.' })
  definitionVersion: number;

  @Field(() => SourceType)
  source: SourceType;
}

@ObjectType('ReadingPart', { description: 'A category of a dimension, such as sex: female.' })
export class ReadingPartType {
  @Field()
  dimension: string;

  @Field()
  category: string;

  @Field(() => DecimalScalar)
  value: string;
}

@ObjectType('FlagDetail', { description: 'A value that the check found: score, change, sum.' })
export class FlagDetailType {
  @Field()
  name: string;

  @Field()
  value: string;
}

@ObjectType('ReadingFlag', { description: 'Something about a reading that has to be explained.' })
export class ReadingFlagType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  readingId: string;

  @Field(() => ID)
  indicatorId: string;

  @Field(() => ID)
  territoryId: string;

  @Field(() => CheckRuleEnum)
  rule: CheckRule;

  @Field(() => [ID], { description: 'The readings that it contradicts.' })
  against: string[];

  @Field(() => [FlagDetailType])
  details: FlagDetailType[];

  @Field(() => ID, { description: 'Who recorded the reading and therefore owes the explanation.' })
  ownerOrganisationId: string;

  @Field(() => MomentScalar)
  raisedAt: string;

  @Field(() => FlagStatusEnum)
  status: FlagStatus;

  @Field(() => String, { nullable: true })
  explanation: string | null;

  @Field(() => ID, { nullable: true, description: 'Of readings that contradict each other the one that holds.' })
  holds: string | null;

  @Field(() => RecordAuthorType, { nullable: true })
  resolvedBy: RecordAuthorType | null;

  @Field(() => MomentScalar, { nullable: true })
  resolvedAt: string | null;
}

@ObjectType('Reading', { description: 'A value as one source gives it. Sources that disagree stand side by side.' })
export class ReadingType extends FigureType {
  @Field(() => ID)
  id: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => QualifierEnum)
  qualifier: string;

  @Field(() => LocalizedTextType, { nullable: true })
  note: LocalizedTextType | null;

  @Field({ description: 'Not published by anybody: invented to show how the system works.' })
  illustrative: boolean;

  @Field(() => ID, { nullable: true, description: 'The accepted report that it was taken over from.' })
  submissionId: string | null;

  @Field(() => ReadingStatusEnum)
  status: ReadingStatus;

  @Field({ description: 'Another source gives another value for the same period, and nobody resolved it yet.' })
  conflicting: boolean;

  @Field({ description: 'Of sources that disagreed another was found to hold: nothing is computed from this one.' })
  outweighed: boolean;

  @Field(() => DecimalScalar, { nullable: true })
  numerator: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  denominator: string | null;

  @Field(() => [ReadingPartType])
  parts: ReadingPartType[];

  @Field(() => SourceKindEnum, { nullable: true })
  sourceKind: SourceKind | null;

  @Field(() => String, { nullable: true, description: 'What its author said about the findings of the checks.' })
  explanation: string | null;

  @Field(() => ID, { nullable: true, description: 'The reading in whose place it stands.' })
  supersedes: string | null;

  @Field(() => ID, { nullable: true, description: 'The reading that stands in its place.' })
  supersededBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it corrects another, or why it was retracted.' })
  reason: string | null;

  @Field(() => RecordAuthorType)
  recordedBy: RecordAuthorType;

  @Field(() => [RecordAuthorType], {
    description:
      'Everybody who wrote it in the report that it comes from: neither they nor their organisations confirm it.',
  })
  authors: RecordAuthorType[];

  @Field(() => RecordAuthorType, { nullable: true })
  confirmedBy: RecordAuthorType | null;

  @Field(() => MomentScalar)
  recordedAt: string;

  @Field(() => [ReadingFlagType])
  flags: ReadingFlagType[];
}

@ObjectType('PeriodFigures', { description: 'What the sources say of one period, counted by one definition.' })
export class PeriodFiguresType {
  @Field(() => PeriodScalar)
  period: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => Int)
  definitionVersion: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What holds; null while sources contradict each other and nobody said which one does.',
  })
  value: string | null;

  @Field(() => [ReadingType], { description: 'Side by side, also those that were outweighed.' })
  sources: ReadingType[];
}

@ObjectType('MissingReading', { description: 'A period that somebody declared to have no reading.' })
export class MissingReadingType {
  @Field(() => PeriodScalar)
  period: string;

  @Field()
  reason: string;

  @Field(() => RecordAuthorType)
  declaredBy: RecordAuthorType;

  @Field(() => MomentScalar)
  declaredAt: string;
}

@ObjectType('FlagTotal')
export class FlagTotalType {
  @Field(() => CheckRuleEnum)
  rule: CheckRule;

  @Field(() => Int)
  count: number;
}

@ObjectType('FlagList', { description: 'A work list of what has to be explained, with totals by rule.' })
export class FlagListType extends connectionOf(ReadingFlagType, 'ReadingFlag') {
  @Field(() => [FlagTotalType], { description: 'Of all pages together.' })
  totals: FlagTotalType[];
}
