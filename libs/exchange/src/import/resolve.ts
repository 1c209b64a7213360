import type { FileProblem, RefusalCode } from '@baikoo/languages';
import type { MatrixRow, Written } from '../matrix/matrix.js';
import type { Names } from '../matrix/names.js';
import { type Place, type Problem, problem } from '../problem.js';

/** What the names in a row turned out to mean. Undefined where something is wrong, which is then among the problems. */
export type Resolved = {
  readonly responsibleOrganisationId: string;
  readonly coExecutorIds: readonly string[];
  readonly territoryId: string;
  readonly indicatorIds: readonly string[];
};

export type Directory = {
  readonly organisations: Names;
  readonly indicators: Names;
  readonly territories: Names;
  /** The territory of a measure that names none. */
  readonly planTerritoryId: string;
};

/** Further executors of the same cell execute together with the first. */
export function resolveNames(row: MatrixRow, directory: Directory, problems: Problem[]): Resolved | undefined {
  const before = problems.length;
  const organisation = (written: Written) => meant(written, directory.organisations, 'ORGANISATION_NAME', problems);
  const [responsible, ...others] = [...row.executors, ...row.coExecutors].map(organisation);
  const indicatorIds = row.indicators.map((written) =>
    meant(written, directory.indicators, 'INDICATOR_NAME', problems),
  );
  const territoryId = row.territory ? territoryOf(row.territory, directory, problems) : directory.planTerritoryId;
  if (problems.length > before || !responsible || !territoryId) return undefined;
  const isThere = (id: string | undefined): id is string => id !== undefined;
  const coExecutorIds = [...new Set(others.filter(isThere))].filter((id) => id !== responsible);
  return {
    responsibleOrganisationId: responsible,
    ...{ coExecutorIds, territoryId, indicatorIds: [...new Set(indicatorIds.filter(isThere))] },
  };
}

type Kind = 'ORGANISATION_NAME' | 'INDICATOR_NAME';

function meant({ text, place }: Written, names: Names, kind: Kind, problems: Problem[]): string | undefined {
  const found = names.find(text);
  if ('found' in found) return found.found;
  const say = (code: FileProblem, close?: string) =>
    void problems.push(problem(place, code, { text, ...(close !== undefined && { close }) }));
  if ('several' in found) say(`AMBIGUOUS_${kind}`, found.several.join(', '));
  else if (found.close === undefined) say(`UNKNOWN_${kind}`);
  else say(`CLOSE_${kind}`, found.close);
  return undefined;
}

function territoryOf({ text, place }: Written, { territories }: Directory, problems: Problem[]): string | undefined {
  const found = territories.find(text);
  if ('found' in found) return found.found;
  problems.push(ruleProblem(place, 'UNKNOWN_TERRITORY', { id: text }));
  return undefined;
}

export const ruleProblem = (
  place: Place,
  code: RefusalCode,
  details: Readonly<Record<string, string>> = {},
): Problem => ({
  ...{ sheet: place.sheet, cell: place.cell },
  ...{ kind: 'RULE', code, details },
});
