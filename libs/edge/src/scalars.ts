import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A scalar that travels as text and is checked by the rules of its field, so that a "no" is said in three languages. */
const textScalar = (name: string, description: string, specifiedByURL?: string) => {
  const text = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} is written as a string.`);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(specifiedByURL && { specifiedByURL }),
    serialize: (value) => String(value),
    parseValue: text,
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined),
  });
};

export const DateScalar = textScalar(
  'Date',
  'A date of the national calendar (Asia/Bishkek), ISO 8601: 2026-07-15.',
  'https://www.rfc-editor.org/rfc/rfc3339',
);
export const MomentScalar = textScalar(
  'Moment',
  'A moment in UTC, ISO 8601: 2026-07-15T06:00:00.000Z.',
  'https://www.rfc-editor.org/rfc/rfc3339',
);
export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal number as text: "1250.50". Money is in som (KGS).',
);
export const PositionScalar = textScalar(
  'Position',
  'A place in the record. Positions only grow; "0" is before the first event.',
);
export const PeriodScalar = textScalar(
  'Period',
  'A period by its code: 2025, 2025-H1, 2025-Q3, 2025-11, 2025-01..2025-11 or a date.',
);
