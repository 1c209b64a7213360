import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Database } from '@baikoo/database';
import { asConnection, asksFor, type Caller } from '@baikoo/edge';
import { EventStore } from '@baikoo/event-store';
import { scopeOf, trailScopeOfCaller } from '@baikoo/identity';
import type { AnyReadModel } from '@baikoo/projections';
import { keyText } from '../trail/question.js';
import { asksForNames, withOfficeHolders } from './office-holders.js';
import { READ_MODELS } from './read-models.js';
import { tellPage } from './tell-page.js';
import { questionOf, TrailArgs } from './trail.args.js';
import { TrailConnection, TrailLineType } from './trail.types.js';

/** The audit trail for people. */
@Resolver(() => TrailLineType)
export class TrailResolver {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    @Inject(READ_MODELS) private readonly models: readonly AnyReadModel[],
  ) {}

  @Query(() => TrailConnection, {
    description:
      'Who did, tried and read what: of one thing, of a whole plan or territory, of a person, or all of it. ' +
      'Holds only what the caller may see of the trail, totals too.',
  })
  async trail(@Context() caller: Caller, @Args() args: TrailArgs, @Info() info: GraphQLResolveInfo) {
    const question = questionOf(args, trailScopeOfCaller(caller), caller.asOf?.position);
    const reader = { language: caller.language, reading: scopeOf(caller) };
    const page = await tellPage({ db: this.db, store: this.store }, this.models, question, reader);
    const shown = page.rows.map(({ line, told }) => ({ ...told, cursor: keyText(line.key) }));
    const telling = { language: caller.language, names: asksForNames(caller, info) };
    const rows = await withOfficeHolders(this.db, shown, ({ personId }) => personId, telling);
    // Counting reads all of them: only for whoever wants to know.
    const totalCount = asksFor(info, 'totalCount') ? await page.lines.count() : 0;
    return asConnection({ rows, totalCount, hasNextPage: page.lines.hasNextPage }, args.order);
  }
}
