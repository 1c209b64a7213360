import { isSameText, refuse } from '@baikoo/kernel';
import type { MeasureDecision, ShapingCommand } from '../measure.commands.js';
import type { KnownMeasure } from '../measure.state.js';
import { ended, notChangeable } from './standing.js';

type Reword = Extract<ShapingCommand, { type: 'RewordMeasure' }>;

export function rewordMeasure(measure: KnownMeasure, command: Reword): MeasureDecision {
  const { measureId, titles, expectedResult, plan, amendmentId = null } = command;
  const objection = notChangeable(plan, amendmentId) ?? ended(measure);
  if (objection) return objection;
  if (isSameText(measure.titles, titles) && isSameText(measure.expectedResult, expectedResult))
    return refuse('NOTHING_CHANGED', 'titles');
  return [{ type: 'MeasureReworded', data: { measureId, titles, expectedResult, amendmentId } }];
}

/**
 * One organisation answers for a measure, and after adoption only an amendment puts another in its place. Who takes
 * part in carrying it out is a matter of work, not of the plan: co-executors come and go at any time before the end.
 */
export function changeExecutors(measure: KnownMeasure, command: Exclude<ShapingCommand, Reword>): MeasureDecision {
  const { measureId } = command;
  const objection = ended(measure);
  if (objection) return objection;
  switch (command.type) {
    case 'ReassignMeasure': {
      const { responsibleOrganisationId: organisationId, plan, amendmentId } = command;
      const unchangeable = notChangeable(plan, amendmentId);
      if (unchangeable) return unchangeable;
      if (measure.responsible === organisationId) return refuse('ALREADY_RESPONSIBLE', 'responsibleOrganisationId');
      const released = { measureId, organisationId: measure.responsible, as: 'RESPONSIBLE' } as const;
      const promoted = { measureId, organisationId, as: 'CO_EXECUTOR' } as const;
      return [
        { type: 'ResponsiblePartyReleased', data: released },
        // Nobody is both: a co-executor that becomes responsible stops being a co-executor.
        ...(measure.coExecutors.has(organisationId)
          ? [{ type: 'ResponsiblePartyReleased', data: promoted } as const]
          : []),
        { type: 'ResponsiblePartyAssigned', data: { measureId, organisationId, as: 'RESPONSIBLE' } },
      ];
    }
    case 'AssignCoExecutor': {
      const { organisationId } = command;
      if (measure.responsible === organisationId) return refuse('ALREADY_RESPONSIBLE', 'organisationId');
      if (measure.coExecutors.has(organisationId)) return refuse('ALREADY_ASSIGNED', 'organisationId');
      return [{ type: 'ResponsiblePartyAssigned', data: { measureId, organisationId, as: 'CO_EXECUTOR' } }];
    }
    case 'ReleaseCoExecutor': {
      const { organisationId } = command;
      if (!measure.coExecutors.has(organisationId)) return refuse('NOT_ASSIGNED', 'organisationId');
      return [{ type: 'ResponsiblePartyReleased', data: { measureId, organisationId, as: 'CO_EXECUTOR' } }];
    }
  }
}
