import { type CycleView, findStandings } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import { compare } from '@baikoo/kernel';
import { countMeasuresByTerritory, type LightColour, type MeasuresOfTerritory } from '@baikoo/measures';
import { findTerritories, type TerritoryView } from '@baikoo/territories';
import type { ExecutionFigures, FundingFigures, SubmissionFigures } from '../report-data.js';
import { executionOf, fundingOf, submissionsOf } from './figures.js';
import { cycleAt, type When } from './overview.js';

export type LightFigures = Readonly<Record<LightColour, number>>;

/** How an area stands: reports of the cycle, measures by status and light, money. */
export type AreaFigures = {
  readonly submissions: SubmissionFigures;
  readonly execution: ExecutionFigures;
  readonly lights: LightFigures;
  readonly funding: FundingFigures;
};

export type AreaLine = AreaFigures & { readonly territory: TerritoryView };

export type RegionalOverview = {
  readonly cycle: CycleView;
  readonly territory: TerritoryView;
  /** Of the territory with everything in it: also what belongs to no part of it. */
  readonly total: AreaFigures;
  readonly parts: readonly AreaLine[];
};

/** What the parts of a region can be put in order by. */
export const REGION_ORDERS = {
  TERRITORY: undefined,
  SUBMISSION_RATE: ({ submissions }: AreaLine) => submissions.submissionRate,
  COMPLETENESS: ({ submissions }: AreaLine) => submissions.completeness,
  TIMELINESS: ({ submissions }: AreaLine) => submissions.timeliness,
  MEAN_PERCENT: ({ execution }: AreaLine) => execution.meanPercent,
  OVERDUE: ({ execution }: AreaLine) => String(execution.overdue),
  RED: ({ lights }: AreaLine) => String(lights.RED),
  FUNDING_GAP: ({ funding }: AreaLine) => funding.gap,
  FUNDING_EXECUTION: ({ funding }: AreaLine) => funding.execution,
} as const;
export type RegionOrder = keyof typeof REGION_ORDERS;

export type Region = {
  readonly territoryId: string;
  readonly cycleId?: string | null | undefined;
  readonly planId?: string | null | undefined;
  readonly orderBy?: RegionOrder | undefined;
  readonly descending?: boolean | undefined;
};

/**
 * A territory and its direct parts, as the map held at the end of the cycle's period: a report on a year is about the
 * raions of that year. By the figures of the monitoring report. Undefined when there is no such territory or cycle.
 */
export async function compileRegionalOverview(db: Database, region: Region, { asOf, today }: When) {
  const cycle = await cycleAt(db, region.cycleId, asOf);
  if (!cycle) return undefined;
  const { territoryId, planId } = region;
  const on = cycle.to;
  const [territories, counted, standings] = await Promise.all([
    findTerritories(db, asOf, { within: territoryId, on }),
    countMeasuresByTerritory(db, { within: territoryId, withinOn: on, planId: planId ?? null }, { asOf, today }),
    findStandings(db, asOf, { cycleId: cycle.id }),
  ]);
  const territory = territories.find(({ id }) => id === territoryId);
  if (!territory) return undefined;
  const partOf = partsIn(territories, territoryId);
  const figuresOf = (belongs: (territoryId: string) => boolean): AreaFigures => {
    const measures = counted.filter((each) => belongs(each.territoryId));
    return {
      submissions: submissionsOf(standings.filter((each) => each.territoryId !== null && belongs(each.territoryId))),
      execution: executionOf(measures.map(({ counts }) => counts)),
      lights: addLights(measures),
      funding: fundingOf(measures.map(({ money }) => money)),
    };
  };
  const parts = territories
    .filter(({ parentId, id }) => parentId === territoryId && id !== territoryId)
    .map((part) => ({ territory: part, ...figuresOf((id) => partOf.get(id) === part.id) }));
  const total = figuresOf((id) => id === territoryId || partOf.has(id));
  const overview: RegionalOverview = { cycle, territory, total, parts: inOrder(parts, region) };
  return overview;
}

/** Which direct part of the region each territory lies in. */
function partsIn(territories: readonly TerritoryView[], regionId: string): ReadonlyMap<string, string> {
  const parents = new Map(territories.map(({ id, parentId }) => [id, parentId]));
  const parts = new Map<string, string>();
  for (const { id } of territories) {
    let part: string | null | undefined = id;
    // Bounded, in case the parents of a damaged map go in a circle.
    for (let steps = 0; part != null && parents.get(part) !== regionId && steps < 20; steps++) part = parents.get(part);
    if (part != null && id !== regionId && parents.get(part) === regionId) parts.set(id, part);
  }
  return parts;
}

export const addLights = (measures: readonly MeasuresOfTerritory[]): LightFigures => {
  const total = (colour: LightColour) => measures.reduce((sum, { lights }) => sum + lights[colour], 0);
  return { BLUE: total('BLUE'), GREEN: total('GREEN'), AMBER: total('AMBER'), RED: total('RED'), GREY: total('GREY') };
};

/** Those without a figure last, either way; equal ones in the order of the map. */
function inOrder(parts: readonly AreaLine[], { orderBy = 'TERRITORY', descending = false }: Region) {
  const keyOf = REGION_ORDERS[orderBy];
  if (!keyOf) return descending ? parts.toReversed() : parts;
  return parts.toSorted((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return descending ? compare(second, first) : compare(first, second);
  });
}
