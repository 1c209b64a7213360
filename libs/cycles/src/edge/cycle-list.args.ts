import { ArgsType, Field, ID, Int, registerEnumType } from '@nestjs/graphql';
import type { CycleSort } from '../read/cycle-page.js';
import type { CycleStatus, SubmissionStatus } from '../read/cycles.js';
import type { StandingSort } from '../read/standing.filter.js';
import { CycleStatusEnum } from './cycle.types.js';
import { SubmissionStatusEnum } from './submission.types.js';

const CycleSortEnum: { [Sort in CycleSort]: Sort } = { PERIOD: 'PERIOD', DUE: 'DUE', LAST_CHANGE: 'LAST_CHANGE' };
registerEnumType(CycleSortEnum, { name: 'CycleSort' });

const SubmissionSortEnum: { [Sort in StandingSort]: Sort } = {
  ...{ DUE: 'DUE', TERRITORY: 'TERRITORY', ORGANISATION: 'ORGANISATION', STATUS: 'STATUS', LAST_CHANGE: 'LAST_CHANGE' },
};
registerEnumType(SubmissionSortEnum, {
  name: 'SubmissionSort',
  description: 'STATUS: from what is missing to what is done. TERRITORY: by id, which for most is the SOATE code.',
});

@ArgsType()
class PageArgs {
  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before, in the same order.' })
  after?: string | null;

  @Field(() => String, { nullable: true, description: 'Changed at this moment or later; ISO 8601 with its zone.' })
  changedSince?: string | null;
}

@ArgsType()
export class CyclesArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  planId?: string | null;

  @Field(() => [CycleStatusEnum], { nullable: true })
  statuses?: CycleStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Open although the due day has passed.' })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "In which the caller's organisation owes a report." })
  mine?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'In which this organisation owes a report.' })
  organisationId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'In which a report is owed in this territory or below it, as the map held at the end of the cycle’s period.',
  })
  within?: string | null;

  @Field(() => CycleSortEnum, { defaultValue: 'PERIOD' })
  sort: CycleSort;

  @Field(() => Boolean, { defaultValue: true })
  descending: boolean;
}

@ArgsType()
export class SubmissionsArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  cycleId?: string | null;

  @Field(() => ID, { nullable: true })
  planId?: string | null;

  @Field(() => ID, { nullable: true })
  organisationId?: string | null;

  @Field(() => [SubmissionStatusEnum], { nullable: true })
  statuses?: SubmissionStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Owed, never submitted, and the due day has passed.' })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'First submitted after the due day.' })
  late?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Those of the caller's organisation." })
  mine?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Submitted, and the next step is the caller’s: the endorsement, or the acceptance of others’ work.',
  })
  awaitingMyReview?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Of this territory and everything below it, as the map held at the end of the period. Ministries report for no territory.',
  })
  within?: string | null;

  @Field(() => SubmissionSortEnum, { defaultValue: 'DUE' })
  sort: StandingSort;

  @Field(() => Boolean, { defaultValue: false })
  descending: boolean;
}
