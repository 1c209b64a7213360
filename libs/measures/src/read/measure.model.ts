import type { Author, CalendarDate, Evidence, LocalizedText } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { MeasureEvent } from '../domain/measure.events.js';

export type MeasureRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly direction_id: string;
  readonly task_id: string;
  readonly titles: LocalizedText;
  readonly responsible_organisation_id: string;
  readonly territory_id: string;
  readonly planned_start: CalendarDate;
  readonly deadline: CalendarDate;
  readonly expected_result: LocalizedText | null;
  readonly illustrative: boolean;
  readonly status: 'PLANNED' | 'IN_PROGRESS' | 'COMPLETION_CLAIMED' | 'COMPLETION_VERIFIED';
  readonly percent: number | null;
  readonly progress_text: string | null;
  readonly difficulties: string | null;
  readonly completed_on: CalendarDate | null;
  readonly evidence: Evidence | null;
  readonly claimed_by: Author | null;
  readonly verified_by: Author | null;
  readonly rejection: string | null;
  readonly last_cycle_id: string | null;
  readonly revision: number;
};

/** One row for each measure, as it stands. */
export const measureModel: ReadModel<MeasureRow, MeasureEvent> = {
  table: 'measure',
  keys: ({ stream, data }) => (stream.startsWith('measure-') ? [data.measureId] : []),

  evolve(row, { type, data, revision }) {
    switch (type) {
      case 'MeasureAdded':
        return {
          id: data.measureId,
          plan_id: data.planId,
          direction_id: data.directionId,
          task_id: data.taskId,
          titles: data.titles,
          responsible_organisation_id: data.responsibleOrganisationId,
          territory_id: data.territoryId,
          planned_start: data.plannedStart,
          deadline: data.deadline,
          expected_result: data.expectedResult,
          illustrative: data.illustrative,
          status: 'PLANNED',
          percent: null,
          progress_text: null,
          difficulties: null,
          completed_on: null,
          evidence: null,
          claimed_by: null,
          verified_by: null,
          rejection: null,
          last_cycle_id: null,
          revision,
        };
      case 'ProgressReported': {
        const { percent, text: progress_text, difficulties, cycleId: last_cycle_id } = data;
        return row && { ...row, status: 'IN_PROGRESS', percent, progress_text, difficulties, last_cycle_id, revision };
      }
      case 'CompletionClaimed': {
        const { completedOn: completed_on, evidence, reportedBy: claimed_by, cycleId: last_cycle_id } = data;
        const claim = { completed_on, evidence, claimed_by, last_cycle_id, rejection: null };
        return row && { ...row, status: 'COMPLETION_CLAIMED', ...claim, revision };
      }
      case 'CompletionVerified':
        return row && { ...row, status: 'COMPLETION_VERIFIED', verified_by: data.verifiedBy, revision };
      case 'CompletionRejected':
        return row && { ...row, status: 'IN_PROGRESS', claimed_by: null, rejection: data.why, revision };
      case 'FundingPlanned':
      case 'FundingAllocated':
      case 'ExpenditureRecorded':
        return row && { ...row, revision };
    }
  },
};
