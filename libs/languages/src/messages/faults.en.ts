/** What is said when a request could not be dealt with at all. */
export const faultsEn = {
  INVALID_TOKEN: 'The sign-in token is not valid ({reason}). Sign in again.',
  NOT_OF_THE_SCHEMA: 'The request does not fit the schema: {detail}',
  INVALID_AS_OF: '`asOf` takes one of the two: a position that the record has reached, or a moment or date.',
  FOREIGN_CURSOR: 'The cursor in `after` is not one of this list in this order. Begin with the first page.',
  NOT_A_MOMENT: '`{argument}` is not a moment with its zone, such as 2026-11-22T06:00:00+06:00.',
  NEITHER_MOMENT_NOR_DATE:
    '`{argument}` is neither a date nor a moment with its zone, such as 2026-11-22 or 2026-11-22T06:00:00+06:00.',
  IMPOSSIBLE_VALUE:
    'The question holds a value that cannot be: a forbidden character, or a number or date without limits.',
  NOT_A_DATE: '`{argument}` is not a date, such as 2026-11-22.',
  NOT_A_POSITION: '`{argument}` is not a position of the record: a whole number, such as 1204.',
  ONE_OF_TWO: 'Of `{argument}` give exactly one: a position or a moment.',
  BEYOND_THE_RECORD: '`{argument}` lies beyond the end of the record.',
  BEHIND: 'The read models have not come as far as this yet. Ask again in a moment.',
  // Said when a connection is closed: with all their signs these fit into 123 bytes.
  CLOSED_SIGN_IN: 'Sign in first.',
  CLOSED_MANDATE: 'The mandate has ended or changed. Connect again.',
  CLOSED_TOO_MANY: 'You have too many open connections. Close one of them.',
  CLOSED_TRY_AGAIN: 'Not possible right now. Connect again in a moment.',
  UNAVAILABLE:
    'The database cannot be reached right now. Send the same request again later: a command that was already accepted has no second effect.',
  DISK_FULL:
    'The disk of the database is full, so nothing can be recorded; queries go on. The operator has to make room. Send the same request again later: a command that was already accepted has no second effect.',
  OLDER_THAN_RECORD:
    'This part of the program is older than what the record holds, so it does not decide. Send the same request again later: a command that was already accepted has no second effect.',
  INTERNAL: 'Something went wrong on our side. Nothing was lost. Tell the operator this number: {correlationId}',
} as const;

export type FaultName = keyof typeof faultsEn;
