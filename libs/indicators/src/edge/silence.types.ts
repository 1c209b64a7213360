import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateScalar, LocalizedTextType, PeriodScalar } from '@baikoo/edge';
import type { CalendarDate } from '@baikoo/kernel';
import type { Frequency } from '../domain/indicator.events.js';
import type { SilenceOrder } from '../read/silence.js';
import { type EnumOf, FrequencyEnum } from './indicator.enums.js';

export const SilenceOrderEnum: EnumOf<SilenceOrder> = { LONGEST: 'LONGEST', SERIES: 'SERIES' };
registerEnumType(SilenceOrderEnum, {
  name: 'SilenceOrder',
  description: 'LONGEST: the most periods without a reading first. SERIES: by indicator and territory.',
});

@ObjectType('SilentSeries', { description: 'An indicator in a territory, from which a reading is awaited.' })
export class SilentSeriesType {
  @Field(() => ID)
  indicatorId: string;

  @Field(() => LocalizedTextType, { description: 'Of the indicator.' })
  names: LocalizedTextType;

  @Field(() => FrequencyEnum)
  frequency: Frequency;

  @Field(() => ID, { nullable: true, description: 'Who collects the indicator and answers for it.' })
  responsibleOrganisationId: string | null;

  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType)
  territoryNames: LocalizedTextType;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day that a reading covers; null where there is a target and never was a reading.',
  })
  lastReadingTo: CalendarDate | null;

  @Field(() => [PeriodScalar], {
    description: 'The periods that ended without a reading and without anybody saying why, the oldest first.',
  })
  periods: string[];
}

@ObjectType('SilenceTotals', { description: 'Of all pages together.' })
export class SilenceTotalsType {
  @Field(() => Int)
  series: number;

  @Field(() => Int, { description: 'Periods without a reading, of all these series.' })
  periods: number;
}

@ObjectType('SilentSeriesList', { description: 'A work list of readings that are awaited.' })
export class SilentSeriesListType extends connectionOf(SilentSeriesType, 'SilentSeries') {
  @Field(() => SilenceTotalsType)
  totals: SilenceTotalsType;
}

@ArgsType()
export class SilenceArgs {
  @Field(() => ID, { nullable: true })
  indicatorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'This territory and everything below it; the republic unless said.' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of indicators that this organisation answers for.' })
  responsibleOrganisationId?: string | null;

  @Field(() => SilenceOrderEnum, { nullable: true, description: 'The longest silence first unless said.' })
  orderBy?: SilenceOrder | null;

  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}
