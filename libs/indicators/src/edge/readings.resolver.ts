import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, FromReadModels, keyOfCursor, pageSize } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findReadings } from '../read/readings.js';
import { ReadingListType, ReadingsArgs } from './readings.types.js';
import { shownReading } from './shown.js';

@Resolver()
export class ReadingsResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => ReadingListType, {
    description: 'Readings of many indicators and territories: what waits for confirmation or for an explanation.',
  })
  async readings(@Context() caller: Caller, @Args() { first, after, byOthers, ...filter }: ReadingsArgs) {
    const order = filter.orderBy ?? 'OLDEST';
    const cut = { first: pageSize(first), after: keyOfCursor(after, order) ?? null };
    const notWrittenByOrganisationId = byOthers ? (caller.by?.organisationId ?? null) : null;
    const seen = { notWrittenByOrganisationId, scope: scopeOf(caller) };
    const page = await findReadings(this.db, caller.asOf, { ...filter, ...cut, ...seen });
    return { ...asConnection({ ...page, rows: page.rows.map(shownReading) }, order), totals: page.totals };
  }
}
