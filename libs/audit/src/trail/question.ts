import type { Position } from '@baikoo/event-store';
import type { Moment, TrailScope } from '@baikoo/kernel';
import type { SubjectKind } from './subject.js';

/** FACT: accepted and recorded. REFUSED: a command that was not. READ: somebody looked at something that is watched. */
export const OUTCOMES = ['ACCEPTED', 'REFUSED', 'READ'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a trail is asked of. `within`: of a plan or territory also everything that belongs to it. */
export type About = { readonly kind: SubjectKind; readonly id: string; readonly within: boolean };

/** What is left out. Every part narrows; nothing said is no narrowing. */
export type TrailFilter = {
  readonly outcomes?: readonly Outcome[] | null;
  readonly personId?: string | null;
  readonly organisationId?: string | null;
  readonly role?: string | null;
  /** Names of facts. */
  readonly types?: readonly string[] | null;
  /** Of refused commands. */
  readonly commands?: readonly string[] | null;
  /** A part of the name or number of the act that it rests on. */
  readonly legalAct?: string | null;
  /** Known then or later, and until then. */
  readonly knownFrom?: Moment | null;
  readonly knownTo?: Moment | null;
  /** In effect then or later, and until then. */
  readonly effectiveFrom?: Moment | null;
  readonly effectiveTo?: Moment | null;
};

export type TrailQuestion = {
  /** Undefined: everything. */
  readonly about: About | undefined;
  readonly filter: TrailFilter;
  readonly scope: TrailScope;
  /** Nothing that the record learned after this position. */
  readonly upTo: Position | undefined;
  readonly newestFirst: boolean;
  readonly limit: number;
  readonly after: LineKey | undefined;
};

/** The letter of a line's source orders lines of one moment. */
export const LETTERS = { ACCEPTED: 'F', REFUSED: 'R', READ: 'S' } as const satisfies Record<Outcome, string>;

/** Where a line stands in the trail: its moment to the microsecond, its source, and its number there. */
export type LineKey = { readonly at: string; readonly letter: 'F' | 'R' | 'S'; readonly number: bigint };

/** To the microsecond, so that what the database orders and what is ordered here is the same. */
export const exactly = (moment: Moment): string => (/\.\d{6}Z$/.test(moment) ? moment : moment.replace('Z', '000Z'));

export function compareKeys(a: LineKey, b: LineKey): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.letter !== b.letter) return a.letter < b.letter ? -1 : 1;
  return a.number === b.number ? 0 : a.number < b.number ? -1 : 1;
}

export const keyText = ({ at, letter, number }: LineKey): string => `${at}${letter}${number}`;

/** Undefined for what {@link keyText} never writes. */
export function keyOf(text: string): LineKey | undefined {
  const [, at, letter, number] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)([FRS])(\d{1,18})$/.exec(text) ?? [];
  return at && letter && number ? { at, letter: letter as LineKey['letter'], number: BigInt(number) } : undefined;
}

/** Which sources a filter leaves: what only facts have leaves facts alone, and what only refusals have leaves these. */
export function isAsked(outcome: Outcome, { about, filter }: Pick<TrailQuestion, 'about' | 'filter'>): boolean {
  const { outcomes, types, commands, legalAct, effectiveFrom, effectiveTo } = filter;
  if (outcomes != null && !outcomes.includes(outcome)) return false;
  const ofFacts = types != null || legalAct != null || effectiveFrom != null || effectiveTo != null;
  if (outcome === 'ACCEPTED') return commands == null;
  if (ofFacts) return false;
  // What was read is known of things one by one and of people; nobody says of which plan or territory it is a part.
  return outcome === 'REFUSED' || (commands == null && about?.within !== true);
}
