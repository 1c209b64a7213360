import {
  type Author,
  type CalendarDate,
  type DecimalString,
  type Evidence,
  type LocalizedText,
  type Moment,
} from '@baikoo/kernel';
import type { OrganisationView } from '@baikoo/identity';
import type { Light, MeasureStatus } from '../domain/light.formula.js';
import type { FundingSource } from '../domain/measure.events.js';
import type { Cancellation, Extension, ServedTask, Suspension } from './measure.row.js';

export type FundingLineView = {
  id: string;
  source: FundingSource;
  year: number;
  planned: DecimalString;
  allocated: DecimalString;
  spent: DecimalString;
  /** Planned less allocated. */
  gap: DecimalString;
  /** Spent / allocated; null where nothing was allocated. */
  execution: DecimalString | null;
};

export type MeasureView = {
  id: string;
  planId: string;
  directionId: string;
  taskId: string;
  titles: LocalizedText;
  responsibleOrganisationId: string;
  /** Null only while its registration has not reached the read models. */
  responsible: OrganisationView | null;
  coExecutorIds: string[];
  coExecutors: OrganisationView[];
  territoryId: string;
  territoryNames: LocalizedText | null;
  plannedStart: CalendarDate;
  deadline: CalendarDate;
  extensions: Extension[];
  expectedResult: LocalizedText | null;
  meansOfVerification: LocalizedText | null;
  illustrative: boolean;
  amendmentId: string | null;
  status: MeasureStatus;
  percent: number | null;
  progressText: string | null;
  difficulties: string | null;
  actionTaken: string | null;
  completedOn: CalendarDate | null;
  evidence: Evidence | null;
  evidenceFiles: Evidence[];
  claimedBy: Author | null;
  /** The id of the report that holds the claim. */
  claimedIn: string | null;
  verifiedBy: Author | null;
  rejection: string | null;
  withdrawal: string | null;
  suspensions: Suspension[];
  cancellation: Cancellation | null;
  indicatorIds: string[];
  serves: ServedTask[];
  missedCycleIds: string[];
  changedAt: Moment;
  revision: number;
  planned: DecimalString;
  allocated: DecimalString;
  spent: DecimalString;
  funding: FundingLineView[];
  /** On the day that the query names. */
  light: Light;
  overdue: boolean;
};

/** Measures that stand alike: what totals are added up from. */
export type AlikeMeasures = {
  readonly status: MeasureStatus;
  readonly rule: Light['rule'];
  readonly measures: number;
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
};
