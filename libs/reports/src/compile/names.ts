import type { Database } from '@baikoo/database';
import { findOrganisations } from '@baikoo/identity';
import type { AsOf } from '@baikoo/projections';
import { findTerritories } from '@baikoo/territories';
import type { NameOf } from '../report-data.js';

/** The names of all territories and organisations as they were known: for lists of them, not for figures. */
export async function namesAt(db: Database, asOf: AsOf): Promise<NameOf> {
  const [territories, organisations] = await Promise.all([findTerritories(db, asOf), findOrganisations(db, asOf)]);
  const names = {
    territory: new Map(territories.map((territory) => [territory.id, territory.names])),
    organisation: new Map(organisations.map((organisation) => [organisation.id, organisation.names])),
  };
  return (kind, id) => ({ id, names: names[kind].get(id) ?? { ru: id } });
}
