import { randomUUID } from 'node:crypto';
import type { Cause } from '@baikoo/event-store';

/** Two facts of one command, as large as those of an accepted report: what every contender appends. */
export const twoFacts = (measureId: string) => {
  const reported = {
    ...{ measureId, cycleId: 'bench-2026-H1', submissionId: 'bench-2026-H1.commission-bench' },
    reportedBy: { personId: 'commission-bench-secretary', organisationId: 'commission-bench' },
  };
  const text = 'Seven of twelve courtyards are lit; the poles for the others have been delivered.';
  return [
    { type: 'ProgressReported', data: { ...reported, percent: 60, text, difficulties: null } },
    { type: 'ExpenditureRecorded', data: { ...reported, lineId: 'local-2026', amount: '125000.00' } },
  ] as const;
};

export const benchCause = (commandId: string = randomUUID()): Cause => ({
  ...{ commandId, correlationId: 'bench', causationId: null, actorId: 'commission-bench-secretary' },
  ...{ organisationId: 'commission-bench', roleAtTime: 'COMMISSION_SECRETARY', territoryAtTime: 'KG-GB' },
  ...{ onBehalfOf: null, reason: null, legalBasis: null, fingerprint: null, effectiveAt: null },
});
