import { AskMandate, AskOrganisation, type OrganisationKind, type Role } from '@baikoo/identity';
import { AskTerritory, type TerritoryKind } from '@baikoo/territories';
import type { Stage } from './stage.js';
import { cell, optional, readTable, type TableRow, words } from './table.js';

const RENAMES = 'territory_renames.csv';

/** The map: country, oblasts and cities, raions. Sources and licences in `data/README.md`. */
export async function territoryStage(): Promise<Stage> {
  const rows = await readTable('territories.csv');
  // A territory goes by its ISO code where it has one, and by its SOATE code elsewhere.
  const ids = new Map(rows.map((row) => [cell(row, 'code'), row['iso'] || cell(row, 'code')]));
  // The table has such a unit under its present name: it enters the register under the one that it had before.
  const former = new Map((await readTable(RENAMES)).map((row) => [cell(row, 'code'), row]));
  const entries = rows.map((row) => {
    const soate = cell(row, 'code');
    const territoryId = ids.get(soate)!;
    const parent = optional(row, 'parent');
    return {
      id: `territory:${territoryId}`,
      message: (who, cause) =>
        new AskTerritory(
          {
            type: 'RegisterTerritory',
            territoryId,
            kind: cell(row, 'level').toUpperCase() as TerritoryKind,
            parentId: parent && (ids.get(parent) ?? parent),
            soate,
            iso: optional(row, 'iso'),
            // The Kyrgyz names are official spellings from the sources, not machine-made.
            names: former.has(soate)
              ? words({ ...former.get(soate), ky_unconfirmed: 'no' }, 'former')
              : words({ ...row, ky_unconfirmed: 'no' }, 'name'),
            population: populationOf(row),
            source: { title: cell(row, 'source'), reference: null },
            ...who,
          },
          cause,
        ),
    } satisfies Stage['entries'][number];
  });
  return { name: 'territories', entries };
}

/** Names that changed since the state classifier: each a dated fact of its own, so that earlier dates keep the old name. */
export async function renameStage(): Promise<Stage> {
  const entries = (await readTable(RENAMES)).map((row) => ({
    id: `territory-renamed:${cell(row, 'id')}`,
    message: (who, cause) =>
      new AskTerritory(
        {
          type: 'RenameTerritory',
          changeId: cell(row, 'id'),
          territoryId: cell(row, 'code'),
          names: words({ ...row, ky_unconfirmed: 'no' }, 'name'),
          effectiveOn: cell(row, 'effective_on'),
          legalAct: { titles: words(row, 'act'), number: optional(row, 'act_number'), date: optional(row, 'act_date') },
          source: { title: cell(row, 'source'), reference: null },
          illustrative: false,
          ...who,
        },
        { ...cause, effectiveAt: cell(row, 'effective_on') },
      ),
  })) satisfies Stage['entries'];
  return { name: 'renamed territories', entries };
}

const populationOf = (row: TableRow) =>
  row['population'] ? { count: Number(row['population']), source: cell(row, 'source') } : null;

/** Organisations and mandates of the demonstration: such bodies exist in law, these entries are illustrative. */
export async function demonstrationStage(): Promise<Stage> {
  const organisations = (await readTable('illustrative/organisations.csv')).map((row) => ({
    id: `organisation:${cell(row, 'id')}`,
    message: (who, cause) =>
      new AskOrganisation(
        {
          type: 'RegisterOrganisation',
          organisationId: cell(row, 'id'),
          kind: cell(row, 'kind') as OrganisationKind,
          names: words(row, 'name'),
          territoryId: optional(row, 'territory'),
          illustrative: true,
          ...who,
        },
        cause,
      ),
  })) satisfies Stage['entries'];
  const mandates = (await readTable('illustrative/mandates.csv')).map((row) => ({
    id: `mandate:${cell(row, 'id')}`,
    message: (who, cause) =>
      new AskMandate(
        {
          type: 'GrantMandate',
          mandateId: cell(row, 'id'),
          personId: cell(row, 'person'),
          role: cell(row, 'role') as Role,
          organisationId: cell(row, 'organisation'),
          territoryId: optional(row, 'territory'),
          from: cell(row, 'from'),
          to: null,
          ...who,
        },
        cause,
      ),
  })) satisfies Stage['entries'];
  return { name: 'organisations and mandates', entries: [...organisations, ...mandates] };
}
