import { ArgsType, Field, ID, Int, registerEnumType } from '@nestjs/graphql';
import type { PlanKind } from '../domain/plan.events.js';
import type { PlanStatus } from '../domain/plan.state.js';
import type { PlanSort } from '../read/plan-page.js';
import { PlanKindEnum } from './plan.inputs.js';
import { PlanStatusEnum } from './plan.types.js';

const PlanSortEnum: { [Sort in PlanSort]: Sort } = {
  ...{ START: 'START', END: 'END', TITLE: 'TITLE', TERRITORY: 'TERRITORY', LAST_CHANGE: 'LAST_CHANGE' },
};
registerEnumType(PlanSortEnum, {
  name: 'PlanSort',
  description: 'START, END: of the period. TERRITORY: by id, which for most is the SOATE code.',
});

@ArgsType()
export class PlansArgs {
  @Field(() => [PlanKindEnum], { nullable: true })
  kinds?: PlanKind[] | null;

  @Field(() => [PlanStatusEnum], { nullable: true })
  statuses?: PlanStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only of this very territory.' })
  territoryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this territory and everything below it, as the map stands.' })
  within?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Something was recorded about the plan, a proposed amendment too, at this moment or later; ISO 8601 with its zone.',
  })
  changedSince?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words in a title, in any language, small and capital letters alike; the first 200 characters count.',
  })
  search?: string | null;

  @Field(() => PlanSortEnum, { defaultValue: 'START' })
  sort: PlanSort;

  @Field(() => Boolean, { defaultValue: false })
  descending: boolean;

  @Field(() => Int, { nullable: true, description: 'Plans a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before, in the same order.' })
  after?: string | null;
}
