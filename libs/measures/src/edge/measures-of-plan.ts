import { Injectable } from '@nestjs/common';
import { Database, sql, Unavailable } from '@baikoo/database';
import { EventStore, type Position } from '@baikoo/event-store';
import type { CalendarDate, LocalizedText } from '@baikoo/kernel';
import { MeasuresOfPlan, type MeasureTexts } from '@baikoo/plans';
import { rowsOf, waitForProjection } from '@baikoo/projections';

type Row = {
  readonly measureId: string;
  readonly planId: string;
  readonly taskId: string;
  readonly plannedStart: CalendarDate;
  readonly deadline: CalendarDate;
  readonly titles: LocalizedText;
  readonly expectedResult: LocalizedText | null;
  readonly responsibleOrganisationId: string;
  readonly status: string;
};

/** How long the read model may take to reach the end of the record before a plan decides on it. */
const WAIT_MS = 2_000;

const ENDED: Readonly<Record<string, 'COMPLETED' | 'CANCELLED'>> = {
  COMPLETION_VERIFIED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
};

/** Tells a plan of its measures from their read model, once that has caught up with the record. */
@Injectable()
export class ReadMeasuresOfPlan extends MeasuresOfPlan {
  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
  ) {
    super();
  }

  async find(planId: string, ids: readonly string[]) {
    // Deciding on rows that lag behind would take out a task that has a measure by now: better asked again later.
    if (!(await waitForProjection(this.db, 'measures', await this.store.head(), WAIT_MS)))
      throw new Unavailable('The read model of measures lags behind the record.');
    const rows = await this.db.query<Row>(sql`
      select id as "measureId", plan_id as "planId", task_id as "taskId", planned_start as "plannedStart", deadline, status,
             titles, expected_result as "expectedResult", responsible_organisation_id as "responsibleOrganisationId"
      from ${rowsOf('measure', undefined)} where plan_id = ${planId} or id = any(${ids})`);
    const measures = rows
      .filter((row) => row.planId === planId)
      .map(({ planId: _, status, ...measure }) => ({ ...measure, ended: ENDED[status] ?? null }));
    return { measures, taken: new Set(rows.map(({ measureId }) => measureId)) };
  }

  textsAt(planId: string, position: Position): Promise<readonly MeasureTexts[]> {
    return this.db.query<MeasureTexts>(sql`
      select id as "measureId", titles, expected_result as "expectedResult",
             responsible_organisation_id as "responsibleOrganisationId", deadline
      from ${rowsOf('measure', { position })} where plan_id = ${planId} order by id collate "C"`);
  }
}
