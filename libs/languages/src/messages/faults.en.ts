/** What is said when a request could not be dealt with at all. */
export const faultsEn = {
  INVALID_TOKEN: 'The sign-in token is not valid ({reason}). Sign in again.',
  NOT_OF_THE_SCHEMA: 'The request does not fit the schema: {detail}',
  INVALID_AS_OF: '@asOf takes one of the two: a position that the record has reached, or a moment or date.',
  UNAVAILABLE: 'The database cannot be reached right now. Nothing was changed; send the same request again later.',
  INTERNAL: 'Something went wrong on our side. Nothing was lost. Tell the operator this number: {correlationId}',
} as const;

export type FaultName = keyof typeof faultsEn;
