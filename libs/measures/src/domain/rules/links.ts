import { refuse } from '@baikoo/kernel';
import type { LinkCommand, MeasureDecision } from '../measure.commands.js';
import { type KnownMeasure, servedTask } from '../measure.state.js';

/** What a measure is read together with: the indicators it is to move, the national tasks it serves. */
export function decideOnLinks(measure: KnownMeasure, command: LinkCommand): MeasureDecision {
  const { measureId } = command;
  switch (command.type) {
    case 'LinkIndicator': {
      const { indicatorId } = command;
      if (measure.indicators.has(indicatorId)) return refuse('ALREADY_LINKED', 'indicatorId');
      return [{ type: 'IndicatorLinked', data: { measureId, indicatorId } }];
    }
    case 'UnlinkIndicator': {
      const { indicatorId } = command;
      if (!measure.indicators.has(indicatorId)) return refuse('NOT_LINKED', 'indicatorId');
      return [{ type: 'IndicatorUnlinked', data: { measureId, indicatorId } }];
    }
    case 'LinkToTask': {
      const { planId, taskId, plans } = command;
      const { own, served } = plans;
      if (own !== 'LOCAL_JOINT') return refuse('NOT_A_JOINT_PLAN', 'measureId');
      if (served.kind === undefined) return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
      if (served.kind !== 'NATIONAL') return refuse('NOT_A_NATIONAL_PLAN', 'planId');
      if (!served.adopted) return refuse('NOT_ADOPTED', 'planId');
      if (!served.hasTask) return refuse('UNKNOWN_TASK', 'taskId', { id: taskId });
      if (measure.serves.has(servedTask({ planId, taskId }))) return refuse('ALREADY_LINKED', 'taskId');
      return [{ type: 'MeasureLinkedToTask', data: { measureId, planId, taskId } }];
    }
    case 'UnlinkFromTask': {
      const { planId, taskId } = command;
      if (!measure.serves.has(servedTask({ planId, taskId }))) return refuse('NOT_LINKED', 'taskId');
      return [{ type: 'MeasureUnlinkedFromTask', data: { measureId, planId, taskId } }];
    }
  }
}
