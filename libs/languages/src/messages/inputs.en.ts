/** What is wrong with a field; the sentence is «The field "x" …». Keys are the rules of `libs/edge` input-rules. */
export const inputsEn = {
  isCommandId: 'must be 8 to 100 letters, digits or the signs . : _ - /',
  isId: 'must be 1 to 100 letters, digits or the signs : _ -',
  isReference: 'must be 1 to 100 letters, digits or the signs . : _ - / |',
  isCalendarDate: 'must be a date of the calendar such as 2026-07-15',
  isMoment: 'must be a date (2026-07-15) or a moment with its zone (2026-07-15T12:00:00Z)',
  isPeriod: 'must be a period such as 2025, 2025-H1, 2025-Q3, 2025-11 or 2025-01..2025-11',
  isDecimal: 'must be a number with a point and at most six decimals, such as 1250.50',
  isAmount: 'must be an amount in som: not negative, with at most two decimals, such as 1250.50',
  isPosition: 'must be a position of the record: a whole number such as 1204',
  isPercent: 'must be a whole number from 0 to 100',
  isYear: 'must be a year from 2000 to 2100',
  isRevision: 'must be a revision: a whole number that a query showed',
  isText: 'must not be empty and have at most {limit} characters',
  isLocalizedText: 'must have a text in at least one of ky, ru and en, of at most {limit} characters each',
  isSha256: 'must be a SHA-256 in 64 hexadecimal digits',
  isMediaType: 'must be a media type such as application/pdf',
  isAddress: 'must be an https address',
  isFileSize: 'must be a file size in bytes from 1 to 1 GiB',
  isOneOf: 'must be one of the values that the schema lists',
  isWholeWithin: 'must be a whole number from {from} to {to}',
  isShortList: 'must have at most {limit} entries',
  isList: 'must have 1 to {limit} entries',
  isOneChoice: 'must name exactly one change in each entry',
} as const;

export type InputRule = keyof typeof inputsEn;
