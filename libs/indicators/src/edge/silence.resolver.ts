import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, FromReadModels, keyOfCursor, pageSize } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findSilence } from '../read/silence.js';
import { SilenceArgs, SilentSeriesListType } from './silence.types.js';

@Resolver()
export class SilenceResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => SilentSeriesListType, {
    description:
      'Series of active indicators that were begun, by a reading or by a target, and have none for a period of their usual ' +
      'rhythm that ended more than 15 days ago; the convention SILENCE holds other days. Not the law.',
  })
  async silentSeries(@Context() caller: Caller, @Args() { first, after, ...filter }: SilenceArgs) {
    const order = filter.orderBy ?? 'LONGEST';
    const cut = { first: pageSize(first), after: keyOfCursor(after, order) ?? null };
    const asked = { ...filter, ...cut, scope: scopeOf(caller) };
    const page = await findSilence(this.db, caller.asOf, asked, caller.today);
    return { ...asConnection(page, order), totals: page.totals };
  }
}
