import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, FromReadModels, keyOfCursor, momentOf, pageSize } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findPlanPage, type PlanCount } from '../read/plan-page.js';
import { PlansArgs } from './plan-list.args.js';
import { PlanConnection, PlansOfKindType, PlansOfStatusType } from './plan-list.types.js';

const LONGEST_SEARCH = 200;
type Counted = { readonly counted: readonly PlanCount[] };

/** Plans as a list. */
@Resolver(() => PlanConnection)
export class PlanListResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => PlanConnection, { description: 'Plans, the oldest period first unless said.' })
  async plans(@Context() caller: Caller, @Args() args: PlansArgs) {
    const { asOf } = caller;
    const { first, after, changedSince, search, sort, descending, ...rest } = args;
    const order = `${sort} ${descending}`;
    const found = await findPlanPage(this.db, {
      ...{ asOf, sort, descending, limit: pageSize(first), after: keyOfCursor(after, order) },
      filter: {
        ...{ ...rest, changedSince: momentOf('changedSince', changedSince), scope: scopeOf(caller) },
        search: search?.slice(0, LONGEST_SEARCH) ?? null,
      },
    });
    return { ...asConnection(found, order), counted: found.counts };
  }

  @FromReadModels()
  @ResolveField(() => [PlansOfStatusType], {
    description: 'Over all that match, counted in the statement of the list.',
  })
  byStatus(@Parent() { counted }: Counted): PlansOfStatusType[] {
    return sumsOf(counted, ({ status }) => status).map(([status, plans]) => ({ status, plans }));
  }

  @FromReadModels()
  @ResolveField(() => [PlansOfKindType], { description: 'Over all that match, counted in the statement of the list.' })
  byKind(@Parent() { counted }: Counted): PlansOfKindType[] {
    return sumsOf(counted, ({ kind }) => kind).map(([kind, plans]) => ({ kind, plans }));
  }
}

/** In the order of their names. */
function sumsOf<Key extends string>(counts: readonly PlanCount[], keyOf: (count: PlanCount) => Key): [Key, number][] {
  const sums = new Map<Key, number>();
  for (const count of counts) sums.set(keyOf(count), (sums.get(keyOf(count)) ?? 0) + count.plans);
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
