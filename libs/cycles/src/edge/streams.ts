export const calendarStream = (planId: string) => `calendar-${planId}`;
export const cycleStream = (cycleId: string) => `cycle-${cycleId}`;
/** One report for each cycle and organisation. */
export const submissionIdOf = (cycleId: string, organisationId: string) => `${cycleId}.${organisationId}`;
export const submissionStream = (submissionId: string) => `submission-${submissionId}`;
