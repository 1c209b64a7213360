import {
  isCalendarDate,
  isDecimal,
  type Language,
  LANGUAGES,
  type LocalizedText,
  parseMoment,
  parsePeriod,
} from '@baikoo/kernel';
import type { InputRule } from '@baikoo/languages';
import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator';

type Limits = { readonly limit: number };

/**
 * A rule about one field. Its name is the key of its sentence in three languages, and its limits fill the
 * sentence's places: `contexts` carry them from class-validator to the gateway.
 */
const rule = (
  name: InputRule,
  holds: (value: unknown) => boolean,
  limits?: Limits,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => holds(value),
        defaultMessage: (args?: ValidationArguments) => `${args?.property ?? 'value'} breaks ${name}`,
      },
    },
    { ...options, ...(limits && { context: limits }) },
  );

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const whole = (from: number, to: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

// Text that PostgreSQL or a JSON reader cannot hold: NUL and halves of surrogate pairs.
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');
const isTextWithin = (value: unknown, limit: number) =>
  typeof value === 'string' && value.trim() !== '' && value.length <= limit && isStorable(value);

export const IsCommandId = () => rule('isCommandId', matches(/^[A-Za-z0-9.:_/-]{8,100}$/));
/** Without `.` and `/`: those join ids into longer ones, and two joined names must never be one. */
export const IsId = (options?: ValidationOptions) =>
  rule('isId', matches(/^[A-Za-z0-9:_-]{1,100}$/), undefined, options);
/** The last part of a joined name may hold the signs of document numbers: `4.1/2`. */
export const IsReference = () => rule('isReference', matches(/^[A-Za-z0-9.:_/|-]{1,100}$/));
/** Each of a list of ids. */
export const IsReferenceEach = () =>
  rule('isReference', matches(/^[A-Za-z0-9.:_/|-]{1,100}$/), undefined, { each: true });
export const IsDate = () => rule('isCalendarDate', (value) => typeof value === 'string' && isCalendarDate(value));
export const IsMoment = () =>
  rule('isMoment', (value) => typeof value === 'string' && (isCalendarDate(value) || parseMoment(value) !== undefined));
export const IsPeriod = () =>
  rule('isPeriod', (value) => typeof value === 'string' && parsePeriod(value) !== undefined);
export const IsDecimal = () => rule('isDecimal', (value) => typeof value === 'string' && isDecimal(value));
export const IsPosition = () => rule('isPosition', matches(/^(0|[1-9]\d{0,17})$/));
export const IsAmount = () => rule('isAmount', matches(/^(0|[1-9]\d{0,14})(\.\d{1,2})?$/));
export const IsPercent = () => rule('isPercent', whole(0, 100));
export const IsRevision = () => rule('isRevision', whole(0, 2 ** 31 - 1));
export const IsYear = () => rule('isYear', whole(2000, 2100));
export const IsText = (limit = 4_000, options?: ValidationOptions) =>
  rule('isText', (value) => isTextWithin(value, limit), { limit }, options);
export const IsSha256 = () => rule('isSha256', matches(/^[0-9a-f]{64}$/));
export const IsMediaType = () => rule('isMediaType', matches(/^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/));
export const IsAddress = () =>
  rule(
    'isAddress',
    (value) => isTextWithin(value, 2_000) && URL.canParse(value as string) && (value as string).startsWith('https://'),
  );
export const IsFileSize = () => rule('isFileSize', whole(1, 2 ** 30));
export const IsOneOf = (values: object, options?: ValidationOptions) =>
  rule('isOneOf', (value) => Object.values(values).includes(value), undefined, options);
export const IsWholeWithin = (from: number, to: number, options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isWholeWithin',
      validator: { validate: whole(from, to), defaultMessage: () => `must be from ${from} to ${to}` },
    },
    { ...options, context: { from, to } },
  );
/** A list that may be empty. */
export const IsShortList = (limit: number) =>
  rule('isShortList', (value) => Array.isArray(value) && value.length <= limit, { limit });
export const IsList = (limit: number) =>
  rule('isList', (value) => Array.isArray(value) && value.length > 0 && value.length <= limit, { limit });

/** Each entry of a list has exactly one field: GraphQL has no input that is one of several. */
export const IsOneChoiceEach = () =>
  rule(
    'isOneChoice',
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).filter((chosen) => chosen != null).length === 1,
    undefined,
    { each: true },
  );

/** At least one language has words; none is longer than `limit`. */
export const IsLocalizedText = (limit = 2_000) =>
  rule(
    'isLocalizedText',
    (value) => {
      if (typeof value !== 'object' || value === null) return false;
      const text = value as LocalizedText;
      const given = LANGUAGES.map((language: Language) => text[language]).filter((words) => words != null);
      return given.length > 0 && given.every((words) => isTextWithin(words, limit));
    },
    { limit },
  );
