import { findSubmissionPage, type SubmissionView } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import { findFlags } from '@baikoo/indicators';
import { daysBetween } from '@baikoo/kernel';
import { findMeasures } from '@baikoo/measures';
import type { DueMeasure, Within } from './commission.js';

/** Of each heap; how high it is says its count, and the rest is in the query that lists it. */
const MOST = 50;

/** Whose desk: a person in an organisation, with the territory of the mandate. */
export type Desk = {
  readonly personId: string;
  readonly organisationId: string;
  readonly territoryId: string | null;
  /** Whether the role reviews reports at all. */
  readonly reviews: boolean;
};

export type DueSubmission = SubmissionView & {
  /** Whole days until the end of the due day, or of the time for which it is open again; below zero when it has passed. */
  readonly daysLeft: number;
};

/** What lies before somebody: reports to write, to correct and to review, measures that are late, open flags. */
export async function compileDesk(db: Database, desk: Desk, { asOf, today, scope }: Within) {
  const { organisationId, territoryId } = desk;
  const page = { today, asOf, limit: MOST } as const;
  const [owed, returned, toReview, overdue, flags] = await Promise.all([
    findSubmissionPage(db, {
      ...page,
      filter: { organisationId, scope, writable: true, exempt: false, statuses: ['NOT_STARTED', 'DRAFT', 'REOPENED'] },
    }),
    findSubmissionPage(db, { ...page, filter: { organisationId, scope, writable: true, statuses: ['RETURNED'] } }),
    findSubmissionPage(db, {
      ...page,
      filter: { scope, awaiting: desk.reviews ? desk : { ...desk, territoryId: null } },
    }),
    findMeasures(db, { ...page, filter: { executorId: organisationId, scope, overdue: true } }),
    // Without a territory, those that the organisation itself has to explain.
    findFlags(db, asOf, {
      ...(territoryId === null ? { ownerOrganisationId: organisationId } : { within: territoryId }),
      first: MOST,
      scope,
    }),
  ]);
  const heap = <Row>(rows: readonly Row[], { totalCount }: { readonly totalCount: number }) => ({ totalCount, rows });
  const due = (found: typeof owed) =>
    heap(
      found.rows.map((row) => ({ ...row, daysLeft: daysBetween(today, row.reopenedUntil ?? row.dueOn) })),
      found,
    );
  return {
    ...{ owed: due(owed), returned: due(returned), toReview: due(toReview) },
    overdueMeasures: heap<DueMeasure>(
      overdue.rows.map((row) => ({ ...row, daysLeft: daysBetween(today, row.deadline) })),
      overdue,
    ),
    flags: heap(flags.rows, flags),
  };
}
