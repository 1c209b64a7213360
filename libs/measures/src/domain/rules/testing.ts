import { actor, specify } from '@baikoo/kernel/testing';
import type { MeasureCommand } from '../measure.commands.js';
import type { MeasureEvent } from '../measure.events.js';
import { measure } from '../measure.js';

/** What the specs of the rules share: one measure and who asks something of it. */
export const { given } = specify(measure);
export const secretariat = actor('secretariat');
export const commission = actor('commission');
export const decision = { titles: { ru: 'Решение комиссии' }, number: '12', date: null };
export const plan = { status: 'ADOPTED', from: '2022-01-01', to: '2028-12-31', directionId: '5.1' } as const;
export const evidence = {
  ...{ fileName: 'act.pdf', mediaType: 'application/pdf', bytes: 1024, sha256: 'a'.repeat(64) },
  address: 'https://example.kg/act.pdf',
};

export const ask = (type: MeasureCommand['type'], fields: object) =>
  ({
    ...{
      type,
      measureId: 'm',
      withinMandate: true,
      keepsPlans: true,
      carriesOut: true,
      by: secretariat,
      at: '2026-11-22T06:00:00.000Z',
      ...fields,
    },
  }) as MeasureCommand;

const by = { personId: 'commission-person', organisationId: 'commission' };
export const report = { measureId: 'm', cycleId: '2026-H2', submissionId: 's' };

export const added: MeasureEvent = {
  type: 'MeasureAdded',
  data: {
    ...{ measureId: 'm', planId: 'p', directionId: '5.1', taskId: '5.1/1', titles: { ru: 'Освещение' } },
    ...{ responsibleOrganisationId: 'commission', territoryId: 'KG-GB', coExecutorIds: ['police'] },
    ...{ plannedStart: '2026-01-01', deadline: '2026-12-31', expectedResult: null, illustrative: true },
  },
};
export const claimed: MeasureEvent = {
  type: 'CompletionClaimed',
  data: { ...report, reportedBy: by, completedOn: '2026-11-20', evidence },
};
export const verified: MeasureEvent = {
  type: 'CompletionVerified',
  data: { measureId: 'm', verifiedBy: { personId: 'secretariat-person', organisationId: 'secretariat' } },
};
