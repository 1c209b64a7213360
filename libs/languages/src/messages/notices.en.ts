/** What an organisation is told about its reports. Keys are the kinds of notices. */
export const noticesEn = {
  OBLIGED: 'Your organisation owes a report for {cycle}.',
  REMINDER: 'Your report for {cycle} is due by {day}.',
  DEADLINE_MISSED:
    'Your report for {cycle} was due by {day} and has not been received. It is still accepted and will be marked late.',
  EXEMPTED: 'Your organisation owes no report for {cycle}: {text}',
  EXEMPTION_REVOKED: 'The exemption from the report for {cycle} was taken back, it is owed again: {text}',
  REPORT_RETURNED: 'Your report for {cycle} was returned with remarks.',
  REPORT_ACCEPTED: 'Your report for {cycle} was accepted.',
  REOPENED: 'Your report for {cycle} is open for changes until {day}: {text}',
  REOPENING_EXPIRED: 'The time to change your report for {cycle} ended on {day}; what was accepted stands.',
  REPORT_TO_ENDORSE: 'A report for {cycle} waits for the endorsement of your commission: {organisation}.',
  CORRECTION_REJECTED: 'The correction of your report for {cycle} was rejected: {text}',
} as const;
