import type { Database } from '@baikoo/database';
import { findOrganisations } from '@baikoo/identity';
import type { CalendarDate } from '@baikoo/kernel';
import type { AsOf } from '@baikoo/projections';
import { findTerritories } from '@baikoo/territories';
import type { NameOf } from '../report-data.js';

/**
 * The names of all territories and organisations as they were known, and as they held on a date (the last day of the
 * period that is reported on): what was renamed since keeps its name of then. For lists of them, not for figures.
 */
export async function namesAt(db: Database, asOf: AsOf, on: CalendarDate): Promise<NameOf> {
  const [territories, organisations] = await Promise.all([
    findTerritories(db, asOf, { on, existing: false }),
    findOrganisations(db, asOf),
  ]);
  const names = {
    territory: new Map(territories.map((territory) => [territory.id, territory.names])),
    organisation: new Map(organisations.map((organisation) => [organisation.id, organisation.names])),
  };
  return (kind, id) => ({ id, names: names[kind].get(id) ?? { ru: id } });
}
