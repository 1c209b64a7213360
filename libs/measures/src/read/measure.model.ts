import { type LocalizedText, type Moment, subtract } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { MeasureEvent } from '../domain/measure.events.js';
import { money, plus } from './funding.model.js';
import type { MeasureRow, Suspension } from './measure.row.js';

export type { MeasureRow } from './measure.row.js';

/** One row for each measure, as it stands. */
export const measureModel: ReadModel<MeasureRow, MeasureEvent> = {
  table: 'measure',
  keys: ({ stream, type, data }) => {
    if (!stream.startsWith('measure-')) return [];
    // Both ends of a reallocation change by the one event, so that no sum ever misses what is on its way.
    return type === 'FundingReallocated' ? [...new Set([data.measureId, data.to.measureId])] : [data.measureId];
  },

  evolve(row, event, id) {
    const { type, data, revision, recordedAt } = event;
    if (type === 'MeasureAdded') return begin(data, revision, recordedAt);
    if (!row) return undefined;
    // The receiving end of a reallocation: the fact stands in another history and moves no revision here.
    if (type === 'FundingReallocated' && data.to.measureId === id && data.measureId !== id)
      return { ...row, allocated: plus(row.allocated, data.amount), changed_at: recordedAt };
    return { ...row, ...changesOf(row, event.recordedAt, event), revision, changed_at: recordedAt };
  },
};

type Added = Extract<MeasureEvent, { type: 'MeasureAdded' }>['data'];

const begin = (data: Added, revision: number, changed_at: Moment): MeasureRow => ({
  id: data.measureId,
  plan_id: data.planId,
  direction_id: data.directionId,
  task_id: data.taskId,
  titles: data.titles,
  search_text: searchTextOf(data.titles),
  responsible_organisation_id: data.responsibleOrganisationId,
  co_executor_ids: data.coExecutorIds ?? [],
  territory_id: data.territoryId,
  planned_start: data.plannedStart,
  deadline: data.deadline,
  expected_result: data.expectedResult,
  means_of_verification: data.meansOfVerification ?? null,
  illustrative: data.illustrative,
  amendment_id: data.amendmentId ?? null,
  status: 'PLANNED',
  ...{ percent: null, progress_text: null, difficulties: null, action_taken: null },
  ...{ completed_on: null, evidence: [], claimed_by: null, claimed_in: null, verified_by: null },
  ...{ rejection: null, withdrawal: null },
  ...{ extensions: [], suspensions: [], cancellation: null, indicator_ids: [], serves: [] },
  ...{
    last_cycle_id: null,
    missed_cycle_ids: [],
    missed_before_claim: [],
    planned: '0.00',
    allocated: '0.00',
    spent: '0.00',
  },
  ...{ revision, changed_at },
});

/** What an event changes of a row that is there. */
function changesOf(row: MeasureRow, recordedAt: Moment, { type, data }: MeasureEvent): Partial<MeasureRow> {
  switch (type) {
    case 'MeasureReworded': {
      const { titles, expectedResult: expected_result } = data;
      return { titles, expected_result, search_text: searchTextOf(titles) };
    }
    case 'ResponsiblePartyAssigned':
      return data.as === 'RESPONSIBLE'
        ? { responsible_organisation_id: data.organisationId }
        : { co_executor_ids: [...row.co_executor_ids, data.organisationId] };
    case 'ResponsiblePartyReleased':
      return data.as === 'RESPONSIBLE' ? {} : { co_executor_ids: without(row.co_executor_ids, data.organisationId) };
    case 'DeadlineExtended': {
      const { formerDeadline, deadline, why, decision } = data;
      return { deadline, extensions: [...row.extensions, { formerDeadline, deadline, why, decision, recordedAt }] };
    }
    case 'MeasureSuspended': {
      const { on, why, decision } = data;
      const begun: Suspension = { on, why, decision, resumedOn: null, resumedWhy: null };
      return { status: 'SUSPENDED', suspensions: [...row.suspensions, begun] };
    }
    case 'MeasureResumed': {
      const over = { resumedOn: data.on, resumedWhy: data.why };
      const suspensions = row.suspensions.map((each) => (each.resumedOn === null ? { ...each, ...over } : each));
      return { status: row.percent === null ? 'PLANNED' : 'IN_PROGRESS', suspensions };
    }
    case 'MeasureCancelled': {
      const { on, why, decision } = data;
      return { status: 'CANCELLED', cancellation: { on, why, decision } };
    }
    case 'FundingPlanned':
      return { planned: plus(row.planned, data.amount) };
    case 'FundingAllocated':
      return { allocated: plus(row.allocated, data.amount) };
    case 'FundingReallocated':
      // Within one measure the sum of its lines stays what it is.
      return data.to.measureId === data.measureId ? {} : { allocated: money(subtract(row.allocated, data.amount)) };
    case 'ExpenditureRecorded':
      return { spent: plus(row.spent, data.amount) };
    case 'ProgressReported': {
      const { percent, text: progress_text, difficulties, cycleId: last_cycle_id } = data;
      const told = { percent, progress_text, difficulties, action_taken: data.actionTaken ?? null };
      return { status: 'IN_PROGRESS', ...told, last_cycle_id, missed_cycle_ids: [], missed_before_claim: [] };
    }
    case 'MeasureReportMissed':
      return { missed_cycle_ids: [...row.missed_cycle_ids, data.cycleId] };
    case 'CompletionClaimed': {
      const { completedOn: completed_on, reportedBy: claimed_by, submissionId: claimed_in, cycleId } = data;
      const evidence = [data.evidence, ...(data.furtherEvidence ?? [])];
      const claim = { completed_on, evidence, claimed_by, claimed_in, rejection: null, withdrawal: null };
      const missed = { missed_cycle_ids: [], missed_before_claim: row.missed_cycle_ids };
      return { status: 'COMPLETION_CLAIMED', ...claim, last_cycle_id: cycleId, ...missed };
    }
    case 'CompletionWithdrawn': {
      const unclaimed = { completed_on: null, evidence: [], claimed_by: null, claimed_in: null };
      const missed = { missed_cycle_ids: row.missed_before_claim, missed_before_claim: [] };
      return {
        status: row.percent === null ? 'PLANNED' : 'IN_PROGRESS',
        ...unclaimed,
        ...missed,
        withdrawal: data.why,
      };
    }
    case 'CompletionVerified':
      return { status: 'COMPLETION_VERIFIED', verified_by: data.verifiedBy };
    case 'CompletionRejected':
      return { status: 'IN_PROGRESS', claimed_by: null, claimed_in: null, rejection: data.why };
    case 'IndicatorLinked':
      return { indicator_ids: [...row.indicator_ids, data.indicatorId] };
    case 'IndicatorUnlinked':
      return { indicator_ids: without(row.indicator_ids, data.indicatorId) };
    case 'MeasureLinkedToTask': {
      const { planId, taskId } = data;
      return { serves: [...row.serves, { planId, taskId }] };
    }
    case 'MeasureUnlinkedFromTask':
      return { serves: row.serves.filter(({ planId, taskId }) => planId !== data.planId || taskId !== data.taskId) };
    case 'MeasureAdded':
    case 'FundingReceived':
    case 'AmendmentNotApplied':
      return {};
  }
}

const searchTextOf = ({ ky, ru, en }: LocalizedText) => [ky, ru, en].filter(Boolean).join('\n').toLowerCase();

const without = (all: readonly string[], one: string) => all.filter((each) => each !== one);
