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
  CLOSED_TOO_FAST: 'You send too many messages. Connect again more slowly.',
  CLOSED_TOO_LATE: 'Nobody signed in in time. Connect again.',
  CLOSED_UNREADABLE: 'The message does not follow the protocol.',
  TOO_DEEP: 'The question goes {found} levels deep; {limit} are allowed. Ask for less at once.',
  TOO_COSTLY:
    'The question costs {found}; {limit} are allowed. The cost is about the number of values in the answer, and more for reports and overviews: ask for smaller pages (`first`) or fewer lists.',
  TOO_LONG: 'The question has more than {limit} words and signs. Send it in parts.',
  TOO_MANY_ALIASES: 'The question renames {found} fields; {limit} are allowed.',
  TOO_MANY_ROOT_FIELDS: 'The request asks {found} questions at once; {limit} are allowed.',
  TOO_MANY_DIRECTIVES: 'The question has {found} directives; {limit} are allowed.',
  TOO_MANY_SUBSCRIPTIONS: 'There are {found} subscriptions on this connection; {limit} are allowed. End one of them.',
  VARIABLES_TOO_LARGE: 'The variables have {found} bytes; {limit} are allowed.',
  VARIABLES_TOO_DEEP: 'The variables are nested {found} levels deep; {limit} are allowed.',
  BODY_TOO_LARGE: 'The request is too large: at most {limit} bytes are allowed.',
  TOO_MANY_REQUESTS: 'Too many requests: {limit} a minute are allowed. Ask again in {seconds} s.',
  TOO_MANY_EXPORTS: 'Too many files: {limit} a minute are allowed. Ask again in {seconds} s.',
  TOO_MANY_FAILED_SIGN_INS:
    'Too many failed sign-ins from this address: {limit} a minute are allowed. Try again in {seconds} s.',
  NOT_JSON: 'The request cannot be read: its body is not JSON.',
  NOT_A_QUESTION:
    'The request is not a GraphQL question: an object with `query` (text), and where needed `variables` (object) and `operationName` (text).',
  NO_BATCHES: 'Several questions in one list are not answered: at most one at a time.',
  CROSS_SITE:
    'The request could come from a foreign page. Send `Content-Type: application/json`, or a header `apollo-require-preflight`.',
  UNTRUSTED_DOCUMENT: 'Only questions from the list of the operator are answered here, and this is none of them.',
  UNKNOWN_DOCUMENT: 'The question of this hash is not known here. Send its text with it.',
  OTHER_HASH: 'The hash is of another text: ask for the text by its own SHA-256.',
  SCHEMA_WITHHELD: 'the schema is not told here.',
  NOT_FOUND: 'There is nothing at this address.',
  METHOD_NOT_ALLOWED: 'This address does not take requests of this kind.',
  UNSUPPORTED_TYPE: 'The kind of content that the request names (`Content-Type`) is not taken here.',
  UNREADABLE_REQUEST: 'The request cannot be read.',
  ONLY_SUBSCRIPTIONS: 'Only subscriptions are served over a WebSocket: send queries and mutations over HTTP.',
  UNAVAILABLE:
    'The database cannot be reached right now. Send the same request again later: a command that was already accepted has no second effect.',
  DISK_FULL:
    'The disk of the database is full, so nothing can be recorded; queries go on. The operator has to make room. Send the same request again later: a command that was already accepted has no second effect.',
  OLDER_THAN_RECORD:
    'This part of the program is older than what the record holds, so it does not decide. Send the same request again later: a command that was already accepted has no second effect.',
  INTERNAL: 'Something went wrong on our side. Nothing was lost. Tell the operator this number: {correlationId}',
} as const;

export type FaultName = keyof typeof faultsEn;
