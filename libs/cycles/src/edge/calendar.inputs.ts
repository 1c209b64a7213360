import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { CommandInput, DateScalar, IsDate, IsId, IsOneOf, IsShortList, IsText, IsWholeWithin } from '@baikoo/edge';
import { IsOptional } from 'class-validator';
import type { CycleFrequency, ObligationTemplate } from '../domain/calendar.events.js';

const CycleFrequencyEnum: { [Frequency in CycleFrequency]: Frequency } = {
  QUARTER: 'QUARTER',
  HALF_YEAR: 'HALF_YEAR',
  YEAR: 'YEAR',
};
registerEnumType(CycleFrequencyEnum, { name: 'CycleFrequency' });

const EndorsementEnum: { [Kind in ObligationTemplate['endorsement']]: Kind } = {
  NONE: 'NONE',
  COMMISSIONS_ABOVE: 'COMMISSIONS_ABOVE',
};
registerEnumType(EndorsementEnum, {
  name: 'EndorsementRule',
  description: 'COMMISSIONS_ABOVE: the commissions of the territories above endorse a report before it is accepted.',
});

@InputType()
export class SetReportingCalendarInput extends CommandInput {
  @Field()
  @IsId()
  planId: string;

  @Field(() => CycleFrequencyEnum, { defaultValue: 'HALF_YEAR' })
  @IsOneOf(CycleFrequencyEnum)
  frequency: CycleFrequency;

  @Field(() => DateScalar, {
    description: 'The first cycle is that of the period which begins on this day or after it.',
  })
  @IsDate()
  startsOn: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: null,
    description: 'Days after the period; unless said those of the convention REPORTING, 15 by the standard.',
  })
  @IsOptional()
  @IsWholeWithin(1, 120)
  daysToReport: number | null;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Days after the end of a period on which its cycle opens; negative: before it ends.',
  })
  @IsWholeWithin(-60, 60)
  opensAfterDays: number;

  @Field(() => [Int], {
    nullable: true,
    defaultValue: null,
    description:
      'Days before the due day on which organisations are reminded; unless said those of the convention REPORTING.',
  })
  @IsOptional()
  @IsShortList(10)
  @IsWholeWithin(0, 60, { each: true })
  remindDaysBefore: number[] | null;

  @Field(() => [String], { defaultValue: [], description: 'Kinds of organisations that owe a report; none: any kind.' })
  @IsShortList(20)
  @IsId({ each: true })
  organisationKinds: string[];

  @Field(() => [String], { defaultValue: [], description: 'Kinds of their territories; none: any kind.' })
  @IsShortList(20)
  @IsId({ each: true })
  territoryKinds: string[];

  @Field(() => String, { nullable: true, defaultValue: null, description: 'Only within this territory.' })
  @IsOptional()
  @IsId()
  within: string | null;

  @Field({ defaultValue: true, description: 'Only organisations with a measure underway in the plan.' })
  withMeasures: boolean;

  @Field(() => EndorsementEnum, { defaultValue: 'COMMISSIONS_ABOVE' })
  @IsOneOf(EndorsementEnum)
  endorsement: ObligationTemplate['endorsement'];

  @Field({ defaultValue: false })
  illustrative: boolean;
}

@InputType({ isAbstract: true })
class OfCycleInput extends CommandInput {
  @Field()
  @IsId()
  cycleId: string;
}

@InputType()
export class OpenScheduledCycleInput extends OfCycleInput {}
@InputType()
export class ApplyTemplateInput extends OfCycleInput {}
@InputType()
export class FinaliseCycleInput extends OfCycleInput {}

@InputType({ isAbstract: true })
class OfObligationInput extends OfCycleInput {
  @Field({ description: 'Whose report.' })
  @IsId()
  organisationId: string;
}

@InputType({ isAbstract: true })
class ReasonedInput extends OfObligationInput {
  @Field({ description: 'Why; shown to the organisation.' })
  @IsText(2_000)
  why: string;
}

@InputType()
export class ExemptObligationInput extends ReasonedInput {}
@InputType()
export class RevokeExemptionInput extends ReasonedInput {}

@InputType()
export class StartReviewInput extends OfObligationInput {}
@InputType()
export class EndorseReportInput extends OfObligationInput {}

@InputType()
export class ReopenSubmissionInput extends ReasonedInput {
  @Field(() => DateScalar, { description: 'Open for changes until the end of this day in Bishkek.' })
  @IsDate()
  until: string;
}

@InputType()
export class ExtendReopeningInput extends ReopenSubmissionInput {}

@InputType()
export class RequestCorrectionInput extends OfCycleInput {
  @Field({ description: 'What is to be corrected.' })
  @IsText(2_000)
  what: string;

  @Field({ description: 'Why.' })
  @IsText(2_000)
  why: string;
}

@InputType()
export class ApproveCorrectionInput extends ReopenSubmissionInput {
  @Field()
  @IsText(200)
  requestId: string;
}

@InputType()
export class RejectCorrectionInput extends ReasonedInput {
  @Field()
  @IsText(200)
  requestId: string;
}
