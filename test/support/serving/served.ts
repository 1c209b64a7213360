import type { RunningApi } from '../running-api.js';

/** Two processes of one installation over the same database, after the walk of one cycle. */
export type Served = {
  readonly api: RunningApi;
  readonly second: { readonly url: string };
  readonly cycleId: string;
};

/** Asks of them: the text of answers as it travelled, and commands to the first. */
export function askingOf(served: () => Served) {
  const tokenOf = (person: string) => served().api.installation.demoTokens!.issue(person, { days: 1 });

  async function textOf(url: string, person: string, query: string, variables: object = {}, language = 'en') {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'accept-language': language },
        authorization: `Bearer ${await tokenOf(person)}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return response.text();
  }

  const accept = (mutation: string, input: object, person = 'demo-secretariat') =>
    textOf(
      served().api.url,
      person,
      `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
        it: ${mutation}(input: $input) { ... on Receipt { position upToDate } ... on Refusal { code message } } }`,
      { input },
    );

  return { tokenOf, textOf, accept };
}
