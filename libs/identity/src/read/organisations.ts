import { allOf, type Database, sql } from '@baikoo/database';
import type { LocalizedText } from '@baikoo/kernel';
import { type AsOf, type ReadModel, rowsOf } from '@baikoo/projections';
import type { OrganisationEvent, OrganisationKind } from '../domain/organisation.events.js';

export type OrganisationRow = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly names: LocalizedText;
  readonly territory_id: string | null;
  readonly illustrative: boolean;
};

/** One row for each organisation, as it stands. */
export const organisationModel: ReadModel<OrganisationRow, OrganisationEvent> = {
  table: 'organisation',
  keys: ({ stream, data }) => (stream.startsWith('organisation-') ? [data.organisationId] : []),
  evolve(_row, { type, data }) {
    switch (type) {
      case 'OrganisationRegistered': {
        const { organisationId: id, kind, names, territoryId: territory_id, illustrative } = data;
        return { id, kind, names, territory_id, illustrative };
      }
    }
  },
};

export type OrganisationView = {
  id: string;
  kind: OrganisationKind;
  names: LocalizedText;
  territoryId: string | null;
  illustrative: boolean;
};

/** Organisations as {@link OrganisationView}s: a subquery, for statements of other slices that name organisations. */
export const organisationColumns = (asOf: AsOf) => sql`
  select id, kind, names, territory_id as "territoryId", illustrative from ${rowsOf('organisation', asOf)}`;

export type OrganisationFilter = { id?: string; kind?: OrganisationKind; territoryId?: string };

/** Organisations, by kind and id. */
export function findOrganisations(
  db: Database,
  asOf: AsOf,
  { id, kind, territoryId }: OrganisationFilter = {},
): Promise<readonly OrganisationView[]> {
  const conditions = [
    ...(id === undefined ? [] : [sql`id = ${id}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(territoryId === undefined ? [] : [sql`territory_id = ${territoryId}`]),
  ];
  return db.query<OrganisationView>(sql`
    select id, kind, names, territory_id as "territoryId", illustrative
    from ${rowsOf('organisation', asOf)}
    where ${allOf(conditions)}
    order by kind collate "C", id collate "C"`);
}

export const findOrganisation = async (db: Database, id: string, asOf?: AsOf): Promise<OrganisationView | undefined> =>
  (await findOrganisations(db, asOf, { id }))[0];
