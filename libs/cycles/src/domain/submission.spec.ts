import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { Subject } from './item.js';
import type { Item, SubmissionEvent } from './submission.events.js';
import { type CycleOfSubmission, submission, type SubmissionCommand } from './submission.js';

const { given } = specify(submission);
const secretary = actor('commission', 'secretary');
const reviewer = actor('secretariat');
const at = '2026-11-22T06:00:00.000Z';
const cycle: CycleOfSubmission = {
  status: 'OPEN',
  planId: 'p',
  illustrative: false,
  owed: true,
  territoryId: 'KG-GB',
};
const of = { submissionId: 'c.commission', cycleId: 'c', organisationId: 'commission', cycle, at };
const written = { personId: 'secretary', organisationId: 'commission' };
const reviewed = { personId: 'secretariat-person', organisationId: 'secretariat' };

const progress: Item = { kind: 'PROGRESS', measureId: 'm', percent: 40, text: 'Половина', difficulties: null };
const spending: Item = { kind: 'EXPENDITURE', measureId: 'm', lineId: 'l', amount: '100.00' };
const evidence = { fileName: 'a', mediaType: 'a/b', bytes: 1, sha256: 'a'.repeat(64), address: 'https://a.kg' };
const completion: Item = { kind: 'COMPLETION', measureId: 'm', completedOn: '2026-11-22', evidence };
const source = { title: 'УВД', reference: null };
const reading: Item = { kind: 'READING', indicatorId: 'FRAUD', period: '2026-H1', value: '12', source };
const subject: Subject = {
  kind: 'MEASURE',
  planId: 'p',
  responsibleOrganisationId: 'commission',
  standing: 'UNDERWAY',
  claimedHere: false,
  fundingLines: ['l'],
};

const started: SubmissionEvent = {
  type: 'SubmissionStarted',
  data: {
    submissionId: 'c.commission',
    cycleId: 'c',
    organisationId: 'commission',
    territoryId: 'KG-GB',
    illustrative: false,
  },
};
const reported = (item: Item, itemId: string): SubmissionEvent => ({
  type: 'ItemReported',
  data: { submissionId: 'c.commission', itemId, item, reportedBy: written },
});
const withProgress = [started, reported(progress, 'PROGRESS.m')];
const submitted: SubmissionEvent = {
  type: 'ReportSubmitted',
  data: { submissionId: 'c.commission', submittedBy: written },
};
const remarks = [{ itemId: 'PROGRESS.m', text: 'Укажите улицы' }];
const returned: SubmissionEvent = {
  type: 'ReportReturned',
  data: { submissionId: 'c.commission', returnedBy: reviewed, remarks },
};
const accepted: SubmissionEvent = {
  type: 'ReportAccepted',
  data: { submissionId: 'c.commission', acceptedBy: reviewed },
};

const report = (item: Item, change: object = {}) =>
  ({ type: 'ReportItem', ...of, item, subject, by: secretary, ...change }) as SubmissionCommand;
const submit: SubmissionCommand = { type: 'SubmitReport', ...of, by: secretary };
const giveBack: SubmissionCommand = { type: 'ReturnReport', ...of, withinMandate: true, remarks, by: reviewer };
const accept: SubmissionCommand = { type: 'AcceptReport', ...of, withinMandate: true, by: reviewer };

describe('writing a report', () => {
  test('the first item begins it', () =>
    given()
      .when(report(progress))
      .yields(...withProgress));
  test('reporting the same thing again corrects it', () =>
    given(...withProgress)
      .when(report({ ...progress, percent: 45 }))
      .yields(reported({ ...progress, percent: 45 }, 'PROGRESS.m')));
  test('an item can be taken back', () =>
    given(...withProgress)
      .when({ type: 'WithdrawItem', ...of, itemId: 'PROGRESS.m', by: secretary })
      .yields({ type: 'ItemWithdrawn', data: { submissionId: 'c.commission', itemId: 'PROGRESS.m' } }));
  test('only what was reported can be taken back', () =>
    given(...withProgress)
      .when({ type: 'WithdrawItem', ...of, itemId: 'READING.x', by: secretary })
      .isRefused('UNKNOWN_ITEM'));
  test('nobody reports who owes no report', () =>
    given()
      .when(report(progress, { cycle: { ...cycle, owed: false } }))
      .isRefused('NO_OBLIGATION'));
  test('nothing is reported in a closed cycle', () =>
    given()
      .when(report(progress, { cycle: { ...cycle, status: 'CLOSED' } }))
      .isRefused('CYCLE_CLOSED'));
  test('an organisation reports on measures of its own', () =>
    given()
      .when(report(progress, { subject: { ...subject, responsibleOrganisationId: 'another' } }))
      .isRefused('NOT_RESPONSIBLE', 'measureId'));
  test('a report is on measures of the plan of its cycle', () =>
    given()
      .when(report(progress, { subject: { ...subject, planId: 'another' } }))
      .isRefused('FOREIGN_PLAN', 'measureId'));
  test('the measure must exist', () =>
    given()
      .when(report(progress, { subject: undefined }))
      .isRefused('UNKNOWN_MEASURE'));
  test.each([
    ['VERIFIED', 'ALREADY_COMPLETED'],
    ['CLAIMED', 'ALREADY_COMPLETED'],
    ['SUSPENDED', 'MEASURE_SUSPENDED'],
    ['CANCELLED', 'MEASURE_CANCELLED'],
  ] as const)('of a measure that is %s neither progress nor completion is reported: %s', (standing, refused) => {
    for (const item of [progress, completion])
      given()
        .when(report(item, { subject: { ...subject, standing } }))
        .isRefused(refused, 'measureId');
  });
  test('the report that claimed a completion corrects it, and progress only after it was taken back', () => {
    const claimed = { subject: { ...subject, standing: 'CLAIMED', claimedHere: true } };
    const withCompletion = [...withProgress, reported(completion, 'COMPLETION.m')];
    given(...withCompletion)
      .when(report({ ...completion, completedOn: '2026-11-20' }, claimed))
      .yields(reported({ ...completion, completedOn: '2026-11-20' }, 'COMPLETION.m'));
    given(...withCompletion)
      .when(report(progress, claimed))
      .isRefused('COMPLETION_STANDS', 'measureId');
    given(...withProgress)
      .when(report(progress, claimed))
      .yields(reported(progress, 'PROGRESS.m'));
  });
  test('several files prove a completion, each sound and none twice', () => {
    const more = { ...evidence, sha256: 'b'.repeat(64) };
    given(...withProgress)
      .when(report({ ...completion, furtherEvidence: [more] }))
      .yields(reported({ ...completion, furtherEvidence: [more] }, 'COMPLETION.m'));
    given()
      .when(report({ ...completion, furtherEvidence: [evidence] }))
      .isRefused('SAME_EVIDENCE', 'furtherEvidence');
    given()
      .when(report({ ...completion, evidence: { ...evidence, address: 'http://a.kg' } }))
      .isRefused('BROKEN_EVIDENCE', 'evidence');
  });
  test.each([
    ['-1.00', 'AMOUNT_NOT_POSITIVE'],
    ['0', 'AMOUNT_NOT_POSITIVE'],
    ['10000000000.01', 'AMOUNT_TOO_LARGE'],
  ])('%s som are not reported as spent: %s', (amount, refused) =>
    given()
      .when(report({ ...spending, amount }))
      .isRefused(refused as 'AMOUNT_TOO_LARGE', 'amount'),
  );
  test('a completion lies in the past or today', () => {
    given(...withProgress)
      .when(report(completion))
      .yields(reported(completion, 'COMPLETION.m'));
    given()
      .when(report({ ...completion, completedOn: '2026-11-23' }))
      .isRefused('NOT_YET_COMPLETED', 'completedOn');
  });
  test('money is spent on a line that was planned', () => {
    given(...withProgress)
      .when(report(spending))
      .yields(reported(spending, 'EXPENDITURE.m.l'));
    given()
      .when(report({ ...spending, lineId: 'x' }))
      .isRefused('UNKNOWN_FUNDING_LINE', 'lineId');
  });
  test('a reading is of a period that is over', () => {
    const indicator = { subject: { kind: 'INDICATOR' } };
    given(...withProgress)
      .when(report(reading, indicator))
      .yields(reported(reading, 'READING.FRAUD.2026-H1'));
    given()
      .when(report({ ...reading, period: '2026-H2' }, indicator))
      .isRefused('PERIOD_NOT_OVER', 'period');
    given()
      .when(report({ ...reading, period: '2026-H9' }, indicator))
      .isRefused('INVALID_PERIOD', 'period');
  });
  test('no agency reports on an indicator that another answers for; a commission reports what is of its place', () => {
    const of = (answeredBy: string | null, territoryId: string | null) =>
      report(reading, { subject: { kind: 'INDICATOR', answeredBy }, cycle: { ...cycle, territoryId } });
    given(...withProgress)
      .when(of('health', null))
      .isRefused('INDICATOR_OF_ANOTHER', 'indicatorId');
    for (const wish of [of('commission', null), of(null, null), of('health', 'KG-B')])
      given(...withProgress)
        .when(wish)
        .yields(reported(reading, 'READING.FRAUD.2026-H1'));
  });
  test('nobody writes in another’s place beyond their mandate', () => {
    const by = { ...actor('secretariat'), onBehalfOf: 'commission' };
    given(...withProgress)
      .when(report(reading, { by, withinMandate: false }))
      .isRefused('FOREIGN_TERRITORY', 'organisationId');
  });
});

describe('submitting and reviewing a report', () => {
  test('a report with something in it is submitted', () =>
    given(...withProgress)
      .when(submit)
      .yields(submitted));
  test('an empty one is not', () => given().when(submit).isRefused('NOTHING_REPORTED'));
  test('what is under review is not changed', () =>
    given(...withProgress, submitted)
      .when(report(progress))
      .isRefused('NOT_OPEN_FOR_CHANGES'));
  test('somebody else returns it with remarks', () =>
    given(...withProgress, submitted)
      .when(giveBack)
      .yields(returned));
  test('it is not returned without a word', () =>
    given(...withProgress, submitted)
      .when({ ...giveBack, remarks: [] } as SubmissionCommand)
      .isRefused('REMARKS_REQUIRED'));
  test('a remark is about something in the report', () =>
    given(...withProgress, submitted)
      .when({ ...giveBack, remarks: [{ itemId: 'READING.x', text: '?' }] } as SubmissionCommand)
      .isRefused('UNKNOWN_ITEM'));
  test('after a return it is corrected and submitted again', () => {
    given(...withProgress, submitted, returned)
      .when(report({ ...progress, percent: 50 }))
      .yields(reported({ ...progress, percent: 50 }, 'PROGRESS.m'));
    given(...withProgress, submitted, returned, reported({ ...progress, percent: 50 }, 'PROGRESS.m'))
      .when(submit)
      .yields(submitted);
  });
  test('it does not come back as it was: each remark is met by a change or by an answer', () => {
    given(...withProgress, submitted, returned)
      .when(submit)
      .isRefused('REMARKS_UNANSWERED', 'itemId');
    given(...withProgress, submitted, returned, reported(progress, 'PROGRESS.m'))
      .when(submit)
      .isRefused('REMARKS_UNANSWERED', 'itemId');
    const answered = { submissionId: 'c.commission', itemId: 'PROGRESS.m', text: 'Улицы указаны', answeredBy: written };
    given(...withProgress, submitted, returned, { type: 'RemarkAnswered', data: answered })
      .when(submit)
      .yields(submitted);
  });
  test('somebody else accepts it', () =>
    given(...withProgress, submitted)
      .when(accept)
      .yields(accepted));
  test('nobody accepts the report of their own organisation', () =>
    given(...withProgress, submitted)
      .when({ ...accept, by: actor('commission', 'chair') })
      .isRefused('OWN_WORK'));
  test('nor one that they wrote for another', () =>
    given(...withProgress, submitted)
      .when({ ...accept, by: actor('secretariat', 'secretary') })
      .isRefused('OWN_WORK'));
  test('nobody accepts a report from outside their mandate, nor is told how it stands', () => {
    for (const history of [[], withProgress, [...withProgress, submitted]])
      given(...history)
        .when({ ...accept, withinMandate: false } as SubmissionCommand)
        .isRefused('FOREIGN_TERRITORY');
  });
  test('only what was submitted is accepted', () => {
    given().when(accept).isRefused('UNKNOWN_SUBMISSION');
    given(...withProgress)
      .when(accept)
      .isRefused('NOT_SUBMITTED');
  });
});

describe('taking an accepted report over', () => {
  const outcomes = [{ itemId: 'PROGRESS.m', position: '7' }];
  const consolidate: SubmissionCommand = { type: 'RecordConsolidation', ...of, outcomes, by: reviewer };
  const consolidated: SubmissionEvent = {
    type: 'SubmissionConsolidated',
    data: { submissionId: 'c.commission', outcomes },
  };
  test('is recorded once, with what became of each item', () => {
    given(...withProgress, submitted, accepted)
      .when(consolidate)
      .yields(consolidated);
    given(...withProgress, submitted, accepted, consolidated)
      .when(consolidate)
      .isRefused('ALREADY_CONSOLIDATED');
  });
  test('waits for the acceptance', () =>
    given(...withProgress, submitted)
      .when(consolidate)
      .isRefused('NOT_ACCEPTED'));
});
