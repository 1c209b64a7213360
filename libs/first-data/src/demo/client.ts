/** What the walk needs of the system: a person asks, GraphQL answers. Over HTTP or in the same process. */
export type GraphQLClient = (
  personId: string,
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<{
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string }[];
}>;

export type AcceptedReceipt = {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
};

/** Gives a command as a person and insists on its acceptance. */
export async function command(
  client: GraphQLClient,
  personId: string,
  mutation: string,
  input: { readonly commandId: string } & Readonly<Record<string, unknown>>,
): Promise<AcceptedReceipt> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation Walk($input: ${type}!) {
    outcome: ${mutation}(input: $input) {
      __typename
      ... on Receipt { commandId stream revision position }
      ... on Refusal { code message path }
    }
  }`;
  const { data, errors } = await client(personId, document, { input });
  const outcome = data?.['outcome'] as ({ __typename: string } & AcceptedReceipt) | undefined;
  if (outcome?.__typename !== 'Receipt')
    throw new Error(`${mutation} by ${personId} was not accepted: ${JSON.stringify(errors ?? outcome)}`);
  return outcome;
}
