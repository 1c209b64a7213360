import { type Type } from '@nestjs/common';
import { Field, Int, ObjectType, PickType } from '@nestjs/graphql';
import { SubmissionType } from '@baikoo/cycles';
import { ReadingFlagType } from '@baikoo/indicators';
import { DueMeasureType } from './area.types.js';

@ObjectType('DeskReport', { description: 'A report on somebody’s desk. What it says: query `submission`.' })
export class DeskReportType extends PickType(SubmissionType, [
  ...(['id', 'cycleId', 'planId', 'period', 'organisationId', 'territoryId', 'status', 'dueOn'] as const),
  ...(['reopenedUntil', 'firstSubmittedAt', 'onTime', 'remarks', 'revision'] as const),
]) {
  @Field(() => Int, {
    description: 'Whole days until the due day, or the last day of a reopening; below zero when it has passed.',
  })
  daysLeft: number;
}

/** The first fifty of something, and how many there are. */
function heapOf<Node extends object>(node: Type<Node>, name: string) {
  @ObjectType(name, { description: 'The first 50, and how many there are.' })
  class HeapType {
    @Field(() => Int)
    totalCount: number;

    @Field(() => [node])
    rows: readonly Node[];
  }
  return HeapType;
}
const DeskReportsType = heapOf(DeskReportType, 'DeskReports');
const DeskMeasuresType = heapOf(DueMeasureType, 'DeskMeasures');
const DeskFlagsType = heapOf(ReadingFlagType, 'DeskFlags');

@ObjectType('Desk', { description: 'What lies before the caller.' })
export class DeskType {
  @Field(() => DeskReportsType, { description: 'Reports to write, the earliest due first.' })
  owed: InstanceType<typeof DeskReportsType>;

  @Field(() => DeskReportsType, { description: 'Reports that came back with remarks.' })
  returned: InstanceType<typeof DeskReportsType>;

  @Field(() => DeskReportsType, { description: 'Reports of others whose next step is the caller’s.' })
  toReview: InstanceType<typeof DeskReportsType>;

  @Field(() => DeskMeasuresType, { description: 'Measures past their deadline, responsible or co-executor.' })
  overdueMeasures: InstanceType<typeof DeskMeasuresType>;

  @Field(() => DeskFlagsType, {
    description: 'Open flags in the territory of the mandate; without one, those the organisation has to explain.',
  })
  flags: InstanceType<typeof DeskFlagsType>;
}
