import type { CalendarDate } from './calendar.js';
import type { LocalizedText } from './text.js';

/** Where a figure or a text comes from: the document and the place in it (`Table 1, row 3`). */
export type Source = { readonly title: string; readonly reference: string | null };

/** The act that a decision rests on. Number and date stay `null` until somebody who has the act enters them. */
export type LegalAct = {
  readonly titles: LocalizedText;
  readonly number: string | null;
  readonly date: CalendarDate | null;
};

/** A file that proves something. Its content stays outside the record; the hash ties the two together. */
export type Evidence = {
  readonly fileName: string;
  /** IANA media type, `application/pdf`. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Where the file can be fetched by those who may see it. */
  readonly address: string;
};

/** Who did something, for the rules that ask whether two people or two organisations are the same. */
export type Author = { readonly personId: string; readonly organisationId: string };

/**
 * Four eyes (rule 1): neither the person who did the work nor their organisation passes judgement on it.
 * True when `judge` may not judge what `author` did.
 */
export const isOwnWork = (author: Author, judge: Author): boolean =>
  author.personId === judge.personId || author.organisationId === judge.organisationId;

export const authorOf = ({ personId, organisationId }: Author): Author => ({ personId, organisationId });
