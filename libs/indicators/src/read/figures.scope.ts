import { type Sql, sql } from '@baikoo/database';
import { type Belonging } from '@baikoo/identity';
import { type AsOf, rowsOf } from '@baikoo/projections';

/** A condition on rows with an `indicator_id`: the organisation answers for the indicator. */
const answersFor = (id: string, asOf: AsOf): Sql =>
  sql`indicator_id in (select id from ${rowsOf('indicator', asOf)} where responsible_organisation_id = ${id})`;

/** How rows of `reading` belong to territories and organisations. */
export const ofReading = (asOf: AsOf): Belonging => ({
  territory: sql`reading.territory_id`,
  isOf: (id) => sql`(reading.recorded_by ->> 'organisationId' = ${id} or ${answersFor(id, asOf)})`,
  ownByTerritory: true,
});

/** How rows of `reading_flag` do. */
export const ofFlag = (asOf: AsOf): Belonging => ({
  territory: sql`territory_id`,
  isOf: (id) => sql`(owner_organisation_id = ${id} or ${answersFor(id, asOf)})`,
  ownByTerritory: true,
});

/** How series do, where they were `begun`, beside their `indicator`. */
export const OF_SERIES: Belonging = {
  territory: sql`begun.territory_id`,
  isOf: (id) => sql`indicator.responsible_organisation_id = ${id}`,
  ownByTerritory: true,
};
