import { asPerson, type Row } from './access-people.js';
import type { RunningApi } from './running-api.js';

/** One node of a list, with what it is of. */
export type Node = Readonly<Record<string, unknown>> & {
  readonly id?: string;
  readonly territoryId?: string | null;
  readonly organisationId?: string;
  readonly indicatorId?: string;
  readonly responsibleOrganisationId?: string | null;
};

/** What else has to be known to judge a node. */
export type Known = {
  /** Who answers for an indicator. */
  readonly answersFor: ReadonlyMap<string, string | null>;
  readonly plans: ReadonlyMap<string, Row>;
};

type List = {
  readonly args?: string;
  readonly nodes: string;
  /** Beside the nodes: figures over all that match. */
  readonly totals?: string;
  readonly rowOf: (node: Node, known: Known) => Row;
  /** What `totals` have to say of these nodes. */
  readonly totalsOf?: (nodes: readonly Node[]) => object;
};

const idOf = (value: unknown) => (value as { id: string }).id;
const ofIndicator = ({ indicatorId, territoryId }: Node, { answersFor }: Known, organisationId?: string): Row => ({
  ...{ territoryId, byTerritory: true },
  organisationIds: [organisationId, answersFor.get(indicatorId!)],
});
const money = (nodes: readonly Node[]) => nodes.reduce((sum, { planned }) => sum + Number(planned), 0).toFixed(2);

/** Every list of the schema whose nodes are shown or not, one by one. */
export const LISTS: Readonly<Record<string, List>> = {
  measures: {
    nodes: 'id territoryId planned responsibleOrganisationId coExecutors { id }',
    totals: 'totals { planned }',
    rowOf: ({ territoryId, responsibleOrganisationId, coExecutors }) => ({
      territoryId,
      organisationIds: [responsibleOrganisationId, ...(coExecutors as object[]).map(idOf)],
    }),
    totalsOf: (nodes) => ({ totals: { planned: money(nodes) } }),
  },
  submissions: {
    nodes: 'id organisationId territoryId exemption',
    totals: 'totals { expected }',
    rowOf: ({ territoryId, organisationId }) => ({ territoryId, organisationIds: [organisationId] }),
    totalsOf: (nodes) => ({ totals: { expected: nodes.filter(({ exemption }) => exemption === null).length } }),
  },
  plans: {
    nodes: 'id kind territoryId',
    totals: 'byStatus { plans }',
    rowOf: ({ id }, { plans }) => plans.get(id!)!,
  },
  readings: {
    args: 'statuses: [PROVISIONAL, CONFIRMED, CORRECTED, RETRACTED]',
    nodes: 'id territoryId indicatorId status recordedBy { organisationId }',
    totals: 'totals { provisional }',
    rowOf: (node, known) => ofIndicator(node, known, (node['recordedBy'] as Node).organisationId),
    totalsOf: (nodes) => ({ totals: { provisional: nodes.filter(({ status }) => status === 'PROVISIONAL').length } }),
  },
  readingFlags: {
    args: 'status: null',
    nodes: 'id territoryId indicatorId ownerOrganisationId',
    totals: 'totals { count }',
    rowOf: (node, known) => ofIndicator(node, known, node['ownerOrganisationId'] as string),
  },
  silentSeries: {
    nodes: 'indicatorId territoryId periods',
    totals: 'totals { series }',
    rowOf: (node, known) => ofIndicator(node, known),
    totalsOf: (nodes) => ({ totals: { series: nodes.length } }),
  },
  silentReports: {
    nodes: 'id organisation { id } territoryId',
    rowOf: ({ territoryId, organisation }) => ({ territoryId, organisationIds: [idOf(organisation)] }),
  },
  completenessByOrganisation: {
    nodes: 'organisation { id territoryId } expected',
    rowOf: ({ organisation }) => ({
      territoryId: (organisation as Node).territoryId,
      organisationIds: [idOf(organisation)],
    }),
  },
};

export type Listed = { readonly nodes: readonly Node[]; readonly totalCount: number } & Readonly<
  Record<string, unknown>
>;

/** A whole list, page by page, as a person sees it. */
export async function listAs(api: RunningApi, person: string, name: string, first = 20): Promise<Listed> {
  const { args, nodes: fields, totals = '' } = LISTS[name]!;
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const query = `query ($first: Int, $after: String) { list: ${name}(first: $first, after: $after ${args ? `, ${args}` : ''}) {
      totalCount ${totals} pageInfo { hasNextPage endCursor } nodes { ${fields} } } }`;
    const { data, codes } = await asPerson(api, person, query, { first, after });
    if (codes.length > 0) throw new Error(`${name} as ${person}: ${codes.join()}`);
    const page: Listed & { pageInfo: { hasNextPage: boolean; endCursor: string | null } } = data['list']!;
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return { ...page, nodes };
    after = page.pageInfo.endCursor;
  }
}
