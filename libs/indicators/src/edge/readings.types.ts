import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateScalar, LocalizedTextType } from '@baikoo/edge';
import type { CalendarDate } from '@baikoo/kernel';
import type { ReadingStatus } from '../read/reading.model.js';
import type { ReadingOrder } from '../read/readings.js';
import type { EnumOf } from './indicator.enums.js';
import { ReadingStatusEnum } from './series.enums.js';
import { ReadingType } from './series.types.js';

export const ReadingOrderEnum: EnumOf<ReadingOrder> = {
  OLDEST: 'OLDEST',
  CHANGED: 'CHANGED',
  PERIOD: 'PERIOD',
  SERIES: 'SERIES',
};
registerEnumType(ReadingOrderEnum, {
  name: 'ReadingOrder',
  description:
    'OLDEST: what was recorded first, and waits longest, first. CHANGED: what changed last first. PERIOD: the newest ' +
    'period first. SERIES: by indicator, territory and period.',
});

@ObjectType('ListedReading', { description: 'A reading with the indicator and the territory that it is of.' })
export class ListedReadingType extends ReadingType {
  @Field(() => ID)
  indicatorId: string;

  @Field(() => LocalizedTextType, { description: 'Of the indicator.' })
  names: LocalizedTextType;

  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType, { nullable: true })
  territoryNames: LocalizedTextType | null;
}

@ObjectType('ReadingTotals', { description: 'Of all pages together.' })
export class ReadingTotalsType {
  @Field(() => Int)
  provisional: number;

  @Field(() => Int)
  confirmed: number;

  @Field(() => Int, { description: 'With something about them that has to be explained.' })
  flagged: number;

  @Field(() => Int, { description: 'Contradicted by another source, and nobody said yet which one holds.' })
  conflicting: number;
}

@ObjectType('ReadingList', { description: 'Readings of many indicators and territories.' })
export class ReadingListType extends connectionOf(ListedReadingType, 'ListedReading') {
  @Field(() => ReadingTotalsType)
  totals: ReadingTotalsType;
}

@ArgsType()
export class ReadingsArgs {
  @Field(() => [ReadingStatusEnum], {
    nullable: true,
    description: 'Those that stand unless said. PROVISIONAL: what nobody confirmed yet.',
  })
  statuses?: ReadingStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'With (or, false, without) open flags.' })
  flagged?: boolean | null;

  @Field(() => ID, { nullable: true })
  indicatorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this territory and everything below it.' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of indicators that this organisation answers for.' })
  responsibleOrganisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this organisation recorded.' })
  recordedByOrganisationId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what the own organisation did not write: with PROVISIONAL, what it may confirm (four eyes).',
  })
  byOthers?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only what was taken over from this report.' })
  submissionId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only what changed on this date or later.' })
  changedSince?: CalendarDate | null;

  @Field(() => ReadingOrderEnum, { nullable: true, description: 'The oldest first unless said.' })
  orderBy?: ReadingOrder | null;

  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}
