import {
  type AmountRefusal,
  type CalendarDate,
  type DecimalString,
  type EvidenceRefusal,
  objectionToAmount,
  objectionToEvidence,
  parsePeriod,
  type Refusal,
  refuse,
  shortest,
} from '@baikoo/kernel';
import type { Item } from './submission.events.js';

/** What is known of an item's subject where it lives; undefined when there is no such measure or indicator. */
export type Subject =
  | {
      readonly kind: 'MEASURE';
      readonly planId: string;
      readonly responsibleOrganisationId: string;
      readonly standing: 'UNDERWAY' | 'SUSPENDED' | 'CLAIMED' | 'VERIFIED' | 'CANCELLED';
      /** Whether it is this very report that claimed its completion: then it may be corrected here. */
      readonly claimedHere: boolean;
      readonly fundingLines: readonly string[];
      /** No completion lies before it. */
      readonly plannedStart?: CalendarDate;
    }
  /** `answeredBy`: the organisation that answers for the indicator, where one does. */
  | { readonly kind: 'INDICATOR'; readonly answeredBy?: string | null }
  | undefined;

type MeasureSubject = Extract<Subject, { kind: 'MEASURE' }>;

export type ItemRefusal =
  | AmountRefusal
  | EvidenceRefusal
  | 'UNKNOWN_MEASURE'
  | 'UNKNOWN_INDICATOR'
  | 'INDICATOR_OF_ANOTHER'
  | 'FOREIGN_PLAN'
  | 'NOT_RESPONSIBLE'
  | 'MEASURE_SUSPENDED'
  | 'MEASURE_CANCELLED'
  | 'ALREADY_COMPLETED'
  | 'COMPLETION_STANDS'
  | 'NOT_YET_COMPLETED'
  | 'COMPLETED_BEFORE_START'
  | 'UNKNOWN_FUNDING_LINE'
  | 'INVALID_PERIOD'
  | 'PERIOD_NOT_OVER';

/** An item is named by what it is about, so that reporting it again corrects it. */
export function itemIdOf(item: Item): string {
  switch (item.kind) {
    case 'PROGRESS':
    case 'COMPLETION':
      return `${item.kind}.${item.measureId}`;
    case 'EXPENDITURE':
      return `${item.kind}.${item.measureId}.${item.lineId}`;
    case 'READING':
      return `${item.kind}.${item.indicatorId}.${item.period}`;
  }
}

export type Circumstances = {
  readonly planId: string;
  readonly organisationId: string;
  /** The territory that the report is of; null: none, as of a ministry. */
  readonly territoryId: string | null;
  readonly today: CalendarDate;
  readonly subject: Subject;
  /** The largest amount that one act may name; the standard unless said. */
  readonly largestAct?: DecimalString | undefined;
  /** What the report holds, by the id of the item. */
  readonly items: { has(itemId: string): boolean };
};

/** Why an item cannot stand in the report of an organisation; undefined when it can. */
export function objectionTo(item: Item, about: Circumstances): Refusal<ItemRefusal> | undefined {
  const { subject, today } = about;
  if (item.kind === 'READING') {
    if (subject?.kind !== 'INDICATOR') return refuse('UNKNOWN_INDICATOR', 'indicatorId', { id: item.indicatorId });
    // The figures of a place are its commission's to report. A ministry's are of the republic, and no agency reports for another.
    const isAnothers = subject.answeredBy != null && subject.answeredBy !== about.organisationId;
    if (about.territoryId === null && isAnothers) return refuse('INDICATOR_OF_ANOTHER', 'indicatorId');
    const period = parsePeriod(item.period);
    if (!period) return refuse('INVALID_PERIOD', 'period', { period: item.period });
    return period.to >= today ? refuse('PERIOD_NOT_OVER', 'period') : undefined;
  }
  if (subject?.kind !== 'MEASURE') return refuse('UNKNOWN_MEASURE', 'measureId', { id: item.measureId });
  if (subject.planId !== about.planId) return refuse('FOREIGN_PLAN', 'measureId');
  if (subject.responsibleOrganisationId !== about.organisationId) return refuse('NOT_RESPONSIBLE', 'measureId');
  switch (item.kind) {
    case 'PROGRESS':
      // Progress under a completion that this report claims would contradict it: the claim goes first.
      if (subject.standing === 'CLAIMED' && subject.claimedHere && about.items.has(completionOf(item.measureId)))
        return refuse('COMPLETION_STANDS', 'measureId');
      return objectionToStanding(subject);
    case 'COMPLETION':
      if (item.completedOn > today) return refuse('NOT_YET_COMPLETED', 'completedOn');
      if (subject.plannedStart && item.completedOn < subject.plannedStart)
        return refuse('COMPLETED_BEFORE_START', 'completedOn', { date: subject.plannedStart });
      return objectionToStanding(subject) ?? objectionToEvidence([item.evidence, ...(item.furtherEvidence ?? [])]);
    case 'EXPENDITURE':
      return subject.fundingLines.includes(item.lineId)
        ? objectionToAmount(item.amount, about.largestAct)
        : refuse('UNKNOWN_FUNDING_LINE', 'lineId', { id: item.lineId });
  }
}

/** Why nothing more is said of the work on a measure; undefined while there is work, or this report claimed its end. */
function objectionToStanding({ standing, claimedHere }: MeasureSubject): Refusal<ItemRefusal> | undefined {
  switch (standing) {
    case 'UNDERWAY':
      return undefined;
    case 'SUSPENDED':
      return refuse('MEASURE_SUSPENDED', 'measureId');
    case 'CANCELLED':
      return refuse('MEASURE_CANCELLED', 'measureId');
    case 'CLAIMED':
      return claimedHere ? undefined : refuse('ALREADY_COMPLETED', 'measureId');
    case 'VERIFIED':
      return refuse('ALREADY_COMPLETED', 'measureId');
  }
}

const completionOf = (measureId: string) => `COMPLETION.${measureId}`;

/** Whether two items say the same of their subject, however they are explained. */
export function saysTheSame(a: Item, b: Item): boolean {
  const { explanation: _a, ...left } = a;
  const { explanation: _b, ...right } = b;
  return isSameItem(left, right);
}

/** Whether two items are the same: `12` and `12.0` are one number, and what is null is not there. */
export const isSameItem = (a: Item, b: Item): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

const NUMBERS = new Set(['value', 'amount', 'numerator', 'denominator']);

const plain = (thing: object): unknown[] =>
  Object.entries(thing)
    .filter(([, value]) => value != null)
    .map(([key, value]) => [key, typeof value === 'object' ? plain(value) : NUMBERS.has(key) ? shortest(value) : value])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
