import { Field, InputType, Int } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  DecimalScalar,
  EvidenceInput,
  IsAmount,
  IsDate,
  IsDecimal,
  IsId,
  IsList,
  IsPercent,
  IsPeriod,
  IsShortList,
  IsText,
  PeriodScalar,
  SourceInput,
} from '@baikoo/edge';
import { ReadingPartInput } from '@baikoo/indicators';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';

@InputType({ isAbstract: true })
class CycleInput extends CommandInput {
  @Field()
  @IsId()
  cycleId: string;
}

/** What is written into the own report; the secretariat may name in whose place it writes. */
@InputType({ isAbstract: true })
class OwnInput extends CycleInput {
  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'Only for the secretariat: the organisation on whose behalf it writes. Marked so in the record.',
  })
  @IsOptional()
  @IsId()
  onBehalfOf: string | null;
}

@InputType({ isAbstract: true })
class ItemInput extends OwnInput {
  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description:
      'Why it is right although a check finds it unusual. A report with unexplained findings is not submitted.',
  })
  @IsOptional()
  @IsText(2_000)
  explanation: string | null;
}

@InputType()
export class OpenCycleInput extends CycleInput {
  @Field()
  @IsId()
  planId: string;

  @Field(() => PeriodScalar)
  @IsPeriod()
  period: string;

  @Field(() => DateScalar, {
    nullable: true,
    defaultValue: null,
    description: 'Reports are on time until the end of this day in Bishkek; the 15th day after the period unless said.',
  })
  @IsOptional()
  @IsDate()
  dueOn: string | null;

  @Field({ defaultValue: false, description: 'Opened to show how the system works; marked so wherever it is shown.' })
  illustrative: boolean;
}

@InputType()
export class IssueObligationInput extends CycleInput {
  @Field({ description: 'Who owes a report for the cycle, for the territory that the organisation is of.' })
  @IsId()
  organisationId: string;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Commissions that endorse the report before it is accepted, in this order; at most 10.',
  })
  @IsShortList(10)
  @IsId({ each: true })
  endorsedBy: string[];
}

@InputType()
export class CloseCycleInput extends CycleInput {}

@InputType()
export class ReportProgressInput extends ItemInput {
  @Field()
  @IsId()
  measureId: string;

  @Field(() => Int, { description: 'How much of the measure is done, 0 to 100.' })
  @IsPercent()
  percent: number;

  @Field({ description: 'What was done.' })
  @IsText()
  text: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'What got in the way.' })
  @IsOptional()
  @IsText()
  difficulties: string | null;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'What was done about the difficulties.' })
  @IsOptional()
  @IsText()
  actionTaken: string | null;
}

@InputType()
export class ClaimCompletionInput extends ItemInput {
  @Field()
  @IsId()
  measureId: string;

  @Field(() => DateScalar)
  @IsDate()
  completedOn: string;

  @Field(() => EvidenceInput)
  @ValidateNested()
  @Type(() => EvidenceInput)
  evidence: EvidenceInput;

  @Field(() => [EvidenceInput], { defaultValue: [], description: 'More files that prove the completion; at most 19.' })
  @IsShortList(19)
  @ValidateNested({ each: true })
  @Type(() => EvidenceInput)
  furtherEvidence: EvidenceInput[];
}

@InputType()
export class ReportExpenditureInput extends ItemInput {
  @Field()
  @IsId()
  measureId: string;

  @Field()
  @IsId()
  lineId: string;

  @Field(() => DecimalScalar, { description: 'Spent in the period of the cycle, in som.' })
  @IsAmount()
  amount: string;
}

@InputType()
export class ReportReadingInput extends ItemInput {
  @Field()
  @IsId()
  indicatorId: string;

  @Field(() => PeriodScalar)
  @IsPeriod()
  period: string;

  @Field(() => DecimalScalar)
  @IsDecimal()
  value: string;

  @Field(() => SourceInput, { description: 'Where the figure comes from: the means of verification.' })
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput;

  @Field(() => DecimalScalar, { nullable: true, defaultValue: null, description: 'Of a ratio, with its denominator.' })
  @IsOptional()
  @IsDecimal()
  numerator: string | null;

  @Field(() => DecimalScalar, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsDecimal()
  denominator: string | null;

  @Field(() => [ReadingPartInput], { defaultValue: [], description: 'The disaggregation; at most 100 parts.' })
  @IsShortList(100)
  @ValidateNested({ each: true })
  @Type(() => ReadingPartInput)
  parts: ReadingPartInput[];
}

@InputType()
export class WithdrawItemInput extends OwnInput {
  @Field()
  @IsText(300)
  itemId: string;
}

@InputType()
export class SubmitReportInput extends OwnInput {}

@InputType()
export class RemarkInput {
  @Field(() => String, { nullable: true, defaultValue: null, description: 'Null: about the report as a whole.' })
  @IsOptional()
  @IsText(300)
  itemId: string | null;

  @Field()
  @IsText(2_000)
  text: string;
}

@InputType()
export class AnswerRemarkInput extends OwnInput {
  @Field(() => String, { nullable: true, defaultValue: null, description: 'Null: the remark on the whole report.' })
  @IsOptional()
  @IsText(300)
  itemId: string | null;

  @Field()
  @IsText(2_000)
  text: string;
}

@InputType()
export class WithdrawReportInput extends OwnInput {}

@InputType({ isAbstract: true })
class ReviewInput extends CycleInput {
  @Field({ description: 'Whose report.' })
  @IsId()
  organisationId: string;
}

@InputType()
export class ReturnReportInput extends ReviewInput {
  @Field(() => [RemarkInput])
  @IsList(100)
  @ValidateNested({ each: true })
  @Type(() => RemarkInput)
  remarks: RemarkInput[];
}

@InputType()
export class AcceptReportInput extends ReviewInput {}
