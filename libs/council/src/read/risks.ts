import { allOf, type Database, sql } from '@baikoo/database';
import type { LocalizedText, ReadingScope, Source } from '@baikoo/kernel';
import { ofVisiblePlan } from '@baikoo/plans';
import { type AsOf, type Projection, type ReadModel, rowsOf } from '@baikoo/projections';
import type { RiskEvent, RiskLevel } from '../domain/risk.events.js';

export type RiskRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly titles: LocalizedText;
  readonly mitigation: LocalizedText | null;
  readonly probability: RiskLevel | null;
  readonly impact: RiskLevel | null;
  readonly source: Source;
  readonly registered_at: string;
};

/** One row for each risk, as it stands. */
export const riskModel: ReadModel<RiskRow, RiskEvent> = {
  table: 'risk',
  keys: ({ stream, data }) => (stream.startsWith('risk-') ? [data.riskId] : []),
  evolve(_row, { type, data, position }) {
    switch (type) {
      case 'RiskRegistered': {
        const { riskId: id, planId: plan_id, titles, mitigation, probability, impact, source } = data;
        return { id, plan_id, titles, mitigation, probability, impact, source, registered_at: String(position) };
      }
    }
  },
};

export const councilProjection: Projection = {
  name: 'council',
  version: 1,
  schema: 'libs/council/src/read/council.sql',
  models: [riskModel],
};

export type RiskView = {
  id: string;
  planId: string;
  titles: LocalizedText;
  mitigation: LocalizedText | null;
  probability: RiskLevel | null;
  impact: RiskLevel | null;
  source: Source;
};

/** Risks to plans that the scope holds, in the order in which they were registered. */
export function findRisks(
  db: Database,
  asOf: AsOf,
  { planId, scope }: { planId?: string; scope?: ReadingScope } = {},
): Promise<readonly RiskView[]> {
  const conditions = [...(planId === undefined ? [] : [sql`plan_id = ${planId}`]), ...ofVisiblePlan(scope, asOf)];
  return db.query<RiskView>(sql`
    select id, plan_id as "planId", titles, mitigation, probability, impact, source
    from ${rowsOf('risk', asOf)}
    where ${allOf(conditions)}
    order by registered_at, id collate "C"`);
}
