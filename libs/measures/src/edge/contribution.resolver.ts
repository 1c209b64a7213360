import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findLocalContribution } from '../read/contribution.js';
import { LocalContributionType } from './contribution.types.js';

/** The national view of what the localities do. */
@Resolver()
export class ContributionResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => [LocalContributionType], {
    description:
      'Every task of a national plan, in its order, with what joint plans do for it, as far as the caller may read their ' +
      'measures; then those that an amendment took out while measures serve them. Empty: no such plan.',
  })
  localContribution(@Context() caller: Caller, @Args('planId', { type: () => ID }) planId: string) {
    return findLocalContribution(this.db, planId, { asOf: caller.asOf, today: caller.today, scope: scopeOf(caller) });
  }
}
