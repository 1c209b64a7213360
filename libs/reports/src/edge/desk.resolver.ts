import { Context, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { mayCommand, scopeOf } from '@baikoo/identity';
import { withDetails } from '@baikoo/indicators';
import { compileDesk } from '../compile/desk.js';
import { DeskType } from './desk.types.js';

@Resolver()
export class DeskResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => DeskType, {
    nullable: true,
    description:
      'What lies before the caller: reports to write, to correct and to review, overdue measures and open flags.',
  })
  async desk(@Context() caller: Caller): Promise<DeskType | undefined> {
    const { asOf, today, by } = caller;
    if (!by) return undefined;
    const { personId, organisationId, territoryId } = by;
    const whose = { personId, organisationId, territoryId, reviews: mayCommand(by.role, 'AcceptReport') };
    const { flags, ...heaps } = await compileDesk(this.db, whose, { asOf, today, scope: scopeOf(caller) });
    return { ...heaps, flags: { ...flags, rows: flags.rows.map(withDetails) } };
  }
}
