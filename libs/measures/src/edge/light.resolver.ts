import { Context, ResolveField, Resolver } from '@nestjs/graphql';
import { conventionBeside, ConventionValueType } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { LightType } from './measure.types.js';

/** Says beside a light by what it was read. */
@Resolver(() => LightType)
export class LightResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @ResolveField(() => [ConventionValueType], {
    description: 'The values by which it was read on the day of the question. Our convention, not the law’s.',
  })
  readBy(@Context() caller: Caller): Promise<ConventionValueType[]> {
    return conventionBeside(this.db, caller, 'LIGHT');
  }
}
