import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { AccessDenied, asConnection, type Caller, FromReadModels, keyOfCursor, momentOf, pageSize } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { reachesRepublic } from '@baikoo/kernel';
import { ratesOf } from '../domain/submission-figures.formula.js';
import { type CyclePage, findCyclePage } from '../read/cycle-page.js';
import { findSubmissionPage, type SubmissionPage } from '../read/standing-page.js';
import { CyclesArgs, SubmissionsArgs } from './cycle-list.args.js';
import { CycleConnection, CyclesOfStatusType, SubmissionConnection, SubmissionTotalsType } from './cycle-list.types.js';
import { reviewerOf } from './reviewer.js';
import { asSubmission } from './submission.resolver.js';

/** Cycles and reports owed, as lists. */
@Resolver(() => CycleConnection)
export class CycleListResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => CycleConnection, { description: 'Reporting cycles, the newest period first unless said.' })
  async cycles(@Context() caller: Caller, @Args() args: CyclesArgs) {
    const { asOf, today, by } = caller;
    const { first, after, mine, changedSince, sort, descending, ...rest } = args;
    const scope = scopeOf(caller);
    // What is owed in a cycle moves its last change: an order by it would tell of reports that the caller may not see.
    const looksAtChanges = changedSince != null || sort === 'LAST_CHANGE';
    if (looksAtChanges && !reachesRepublic(scope)) throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
    const order = `${sort} ${descending}`;
    const found = await findCyclePage(this.db, {
      ...{ today, asOf, sort, descending, limit: pageSize(first), after: keyOfCursor(after, order) },
      filter: {
        ...{ ...rest, changedSince: momentOf('changedSince', changedSince), scope },
        ...(mine && { organisationId: by?.organisationId ?? '' }),
      },
    });
    return { ...asConnection(found, order), counted: found.byStatus };
  }

  @FromReadModels()
  @ResolveField(() => [CyclesOfStatusType], {
    description: 'Over all that match, counted in the statement of the list.',
  })
  byStatus(@Parent() { counted }: { counted: CyclePage['byStatus'] }) {
    return counted;
  }

  @FromReadModels()
  @Query(() => SubmissionConnection, { description: 'Reports owed, begun or not, the earliest due first unless said.' })
  async submissions(@Context() caller: Caller, @Args() args: SubmissionsArgs) {
    const { asOf, today, by } = caller;
    const { first, after, mine, awaitingMyReview, changedSince, sort, descending, ...rest } = args;
    const order = `${sort} ${descending}`;
    const found = await findSubmissionPage(this.db, {
      ...{ today, asOf, sort, descending, limit: pageSize(first), after: keyOfCursor(after, order) },
      filter: {
        ...{ ...rest, changedSince: momentOf('changedSince', changedSince), scope: scopeOf(caller) },
        ...(mine && { organisationId: by?.organisationId ?? '' }),
        ...(awaitingMyReview && { awaiting: reviewerOf(caller) }),
      },
    });
    const rows = found.rows.map((row) => ({ ...asSubmission(row), cursor: row.cursor }));
    return { ...asConnection({ ...found, rows }, order), counted: found.totals };
  }
}

/** Adds up what the list's own statement has counted. */
@Resolver(() => SubmissionConnection)
export class SubmissionConnectionResolver {
  @FromReadModels()
  @ResolveField(() => SubmissionTotalsType, {
    description: 'Over all that match, counted in the statement of the list.',
  })
  totals(@Parent() { counted }: { counted: SubmissionPage['totals'] }): SubmissionTotalsType {
    return { ...counted, byStatus: [...counted.byStatus], ...ratesOf(counted) };
  }
}
