import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findSubmission, type SubmissionView } from '../read/cycles.js';
import { SubmissionType } from './submission.types.js';

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => SubmissionType, { nullable: true })
  async submission(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    const found = await findSubmission(this.db, id, caller.asOf, scopeOf(caller));
    return found && asSubmission(found);
  }
}

/** The outcome of an item is either a place in the record or a refusal. */
export const asSubmission = (view: SubmissionView): SubmissionType => ({
  ...view,
  items: view.items.map(({ id, item, findings, outcome }) => ({
    id,
    item,
    findings: findings.map(({ rule, details }) => ({
      rule,
      details: Object.entries(details).map(([name, value]) => `${name}=${value}`),
    })),
    explanation: item.explanation ?? null,
    position: outcome && 'position' in outcome ? outcome.position : null,
    refused: outcome && 'refused' in outcome ? outcome.refused : null,
  })),
});
