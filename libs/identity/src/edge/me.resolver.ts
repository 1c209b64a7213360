import { Context, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { dateOf } from '@baikoo/kernel';
import { asTerritory, findTerritoryDetails } from '@baikoo/territories';
import { findMandatesInForce } from '../read/mandates.js';
import { findOrganisation } from '../read/organisations.js';
import { MeType } from './identity.types.js';

@Resolver(() => MeType)
export class MeResolver {
  constructor(private readonly db: Database) {}

  /** About now, whatever moment the rest of the operation asks about: rights are those of today. */
  @Query(() => MeType, { description: 'Who is asking, and under which mandate.' })
  async me(@Context() { by, language, at }: Caller): Promise<MeType> {
    // The guard lets nobody through without a mandate.
    if (!by) throw new Error('me was asked by nobody.');
    const [organisation, territory, mandates] = await Promise.all([
      findOrganisation(this.db, by.organisationId),
      by.territoryId === null
        ? undefined
        : findTerritoryDetails(this.db, by.territoryId, { on: dateOf(at), asOf: undefined }),
      findMandatesInForce(this.db, by.personId, dateOf(at)),
    ]);
    const { personId, role } = by;
    return {
      personId,
      role,
      organisation: organisation ?? null,
      territory: territory ? asTerritory(territory, dateOf(at)) : null,
      language,
      mandates,
    };
  }
}
