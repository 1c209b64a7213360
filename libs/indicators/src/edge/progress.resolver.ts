import { Context, ResolveField, Resolver } from '@nestjs/graphql';
import { conventionBeside, ConventionValueType } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { IndicatorProgressType } from './figure.types.js';

/** Says beside a progress by what it was judged. */
@Resolver(() => IndicatorProgressType)
export class ProgressResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @ResolveField(() => [ConventionValueType], {
    description: 'The values by which it was judged on the day of the question. Our convention, not the law’s.',
  })
  judgedBy(@Context() caller: Caller): Promise<ConventionValueType[]> {
    return conventionBeside(this.db, caller, 'PROGRESS');
  }
}
