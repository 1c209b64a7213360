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
  IsText,
  PeriodScalar,
  SourceInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';

@InputType({ isAbstract: true })
class CycleInput extends CommandInput {
  @Field()
  @IsId()
  cycleId: string;
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
}

@InputType()
export class CloseCycleInput extends CycleInput {}

@InputType()
export class ReportProgressInput extends CycleInput {
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
}

@InputType()
export class ClaimCompletionInput extends CycleInput {
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
}

@InputType()
export class ReportExpenditureInput extends CycleInput {
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
export class ReportReadingInput extends CycleInput {
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
}

@InputType()
export class WithdrawItemInput extends CycleInput {
  @Field()
  @IsText(300)
  itemId: string;
}

@InputType()
export class SubmitReportInput extends CycleInput {}

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
