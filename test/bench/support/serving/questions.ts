/** The same questions in the words of each contender. */
export type Page = { readonly territory: string; readonly skip: number };

const FIRST = 50;

/** One request: a POST of a GraphQL query or a GET of a route. */
export type Ask = { readonly path: string; readonly body?: string };

export type Words = {
  /** A page of the measures of a region by deadline; `after` is the cursor before it where the contender has cursors. */
  measures(page: Page, after: string | null): Ask;
  overview(cycleId: string): Ask;
};

const graphql = (query: string, variables: object): Ask => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});

const OUR_MEASURES = `query Measures($territory: ID!, $first: Int!, $after: String) {
  measures(within: $territory, first: $first, after: $after) {
    totalCount pageInfo { endCursor }
    nodes { id titles { ky ru en } deadline status percent responsible { names { ky ru en } } planned allocated spent
      light { colour rule } overdue }
  }
}`;

const OUR_OVERVIEW = `query Overview($cycle: ID!) {
  nationalOverview(cycleId: $cycle) {
    cycle { id period dueOn }
    execution { measures planned inProgress completionClaimed completionVerified overdue meanPercent }
    directions { id reference titles { ky ru en }
      figures { measures planned inProgress completionClaimed completionVerified overdue meanPercent }
      funding { planned allocated spent gap execution } }
    submissions { expected submitted accepted onTime submissionRate completeness timeliness }
    funding { planned allocated spent gap execution }
    fundingBySource { year source planned allocated spent gap execution }
  }
}`;

export const ours: Words = {
  measures: ({ territory }, after) => graphql(OUR_MEASURES, { territory, first: FIRST, after }),
  overview: (cycle) => graphql(OUR_OVERVIEW, { cycle }),
};

const THEIR_MEASURES = `query Measures($region: String!, $first: Int!, $skip: Int!, $today: Date!) {
  countOf(region: $region)
  measuresOf(region: $region, today: $today, first: $first, offset: $skip) {
    nodes { id: rowId titles deadline status percent executorNames planned allocated spent colour rule overdue }
  }
}`;

const THEIR_OVERVIEW = `query Overview($cycle: String!, $plan: String!, $today: Date!) {
  countsOf(plan: $plan, today: $today) { nodes { directionId measures planned inProgress completionClaimed
    completionVerified overdue percents } }
  fundingOf(plan: $plan) { nodes { directionId source year planned allocated spent } }
  submissionsOf(ofCycle: $cycle) { nodes { expected submitted accepted onTime } }
}`;

export const postgraphile = (today: string, planOf: ReadonlyMap<string, string>): Words => ({
  measures: (page) => graphql(THEIR_MEASURES, { region: page.territory, skip: page.skip, first: FIRST, today }),
  overview: (cycle) => graphql(THEIR_OVERVIEW, { cycle, plan: planOf.get(cycle), today }),
});

export const fastify = (today: string): Words => ({
  measures: ({ territory, skip }) => ({
    path: `/measures?territory=${encodeURIComponent(territory)}&first=${FIRST}&skip=${skip}&today=${today}`,
  }),
  overview: (cycle) => ({ path: `/overview?cycle=${encodeURIComponent(cycle)}&today=${today}` }),
});
