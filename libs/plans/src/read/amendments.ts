import { allOf, type Database, sql } from '@baikoo/database';
import type { Author, CalendarDate, LegalAct, Moment, ReadingScope } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { AmendmentRow } from './amendment.model.js';
import { ofVisiblePlan } from './plan.scope.js';

export type VersionView = {
  number: number;
  /** Where in the record it began: `@asOf` this position shows the plan as it then stood. */
  position: string;
  amendmentId: string | null;
  adoptedOn: CalendarDate | null;
  legalAct: LegalAct;
  why: string | null;
};

/** The versions of a plan, from the one that was adopted. */
export const findVersions = (db: Database, planId: string, asOf: AsOf, scope?: ReadingScope) =>
  db.query<VersionView>(sql`
    select number, position::text as position, amendment_id as "amendmentId", adopted_on as "adoptedOn",
           legal_act as "legalAct", why
    from ${rowsOf('plan_version', asOf)}
    where ${allOf([sql`plan_id = ${planId}`, ...ofVisiblePlan(scope, asOf)])} order by number limit 1000`);

export type AmendmentView = {
  id: string;
  planId: string;
  status: AmendmentRow['status'];
  changes: readonly PlanChange[];
  why: string;
  proposedAt: Moment;
  proposedBy: Author;
  decidedAt: Moment | null;
  decidedBy: Author | null;
  decision: string | null;
  adoptedOn: CalendarDate | null;
  legalAct: LegalAct | null;
  version: number | null;
};

/** What was proposed to change in a plan, in the order of proposal. */
export const findAmendments = (
  db: Database,
  asOf: AsOf,
  {
    planId,
    status,
    scope,
  }: { planId: string; status?: AmendmentRow['status'] | null | undefined; scope?: ReadingScope },
) =>
  db.query<AmendmentView>(sql`
    select amendment_id as id, plan_id as "planId", status, changes, why, proposed_at as "proposedAt",
           proposed_by as "proposedBy", decided_at as "decidedAt", decided_by as "decidedBy", decision,
           adopted_on as "adoptedOn", legal_act as "legalAct", version
    from ${rowsOf('plan_amendment', asOf)}
    where ${allOf([
      ...[sql`plan_id = ${planId}`, ...(status ? [sql`status = ${status}`] : [])],
      ...ofVisiblePlan(scope, asOf),
    ])}
    order by proposed_at, id collate "C" limit 1000`);
