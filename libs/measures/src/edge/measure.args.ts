import { ArgsType, Field, ID, Int, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '@baikoo/edge';
import type { LightColour, MeasureStatus } from '../domain/light.formula.js';
import type { MeasureFilter, MeasureSort } from '../read/measure.filter.js';
import { LightColourEnum, MeasureStatusEnum } from './measure.enums.js';

const MeasureSortEnum: { [Sort in MeasureSort]: Sort } = {
  DEADLINE: 'DEADLINE',
  TITLE: 'TITLE',
  TERRITORY: 'TERRITORY',
  PROGRESS: 'PROGRESS',
  LIGHT: 'LIGHT',
  LAST_CHANGE: 'LAST_CHANGE',
};
registerEnumType(MeasureSortEnum, {
  name: 'MeasureSort',
  description: 'LIGHT: what needs help first. TERRITORY: by id, which for most is the SOATE code.',
});

@ArgsType()
export class MeasuresArgs implements Omit<MeasureFilter, 'id'> {
  @Field(() => ID, { nullable: true })
  planId?: string | null;

  @Field(() => ID, { nullable: true })
  directionId?: string | null;

  @Field(() => ID, { nullable: true })
  taskId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this very territory.' })
  territoryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this territory and everything below it.' })
  within?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The date whose map `within` means; without it the newest.' })
  withinOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'The responsible organisation.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'An organisation that is responsible or co-executor.' })
  executorId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Those of the caller's organisation, responsible or co-executor.",
  })
  mine?: boolean | null;

  @Field(() => [MeasureStatusEnum], { nullable: true })
  statuses?: MeasureStatus[] | null;

  @Field(() => [LightColourEnum], { nullable: true })
  lights?: LightColour[] | null;

  @Field(() => Boolean, { nullable: true })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Completion claimed, and nobody has judged it yet.' })
  unverified?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Changed at this moment or later; ISO 8601 with its zone.' })
  changedSince?: string | null;

  @Field(() => ID, { nullable: true, description: 'Serves a task of this national plan.' })
  servesPlanId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Serves this task.' })
  servesTaskId?: string | null;

  @Field(() => String, { nullable: true, description: 'Part of a title in any language; 200 characters at most.' })
  search?: string | null;

  @Field(() => MeasureSortEnum, { defaultValue: 'DEADLINE' })
  sort: MeasureSort;

  @Field(() => Boolean, { defaultValue: false })
  descending: boolean;

  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before, in the same order.' })
  after?: string | null;
}
