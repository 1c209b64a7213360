import { DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { Item, SubmissionEvent } from './submission.events.js';
import { type CycleOfSubmission, submission, type SubmissionCommand } from './submission.js';

const { given } = specify(submission);
const secretary = actor('commission', 'secretary');
const oblast = actor('oblast-commission');
const secretariat = actor('secretariat');
const at = '2026-11-22T06:00:00.000Z';
const cycle: CycleOfSubmission = {
  ...{ status: 'OPEN', planId: 'p', illustrative: false, owed: true, territoryId: 'r' },
  endorsedBy: ['oblast-commission'],
};
const of = { submissionId: 's', cycleId: 'c', organisationId: 'commission', cycle, at };
const written = { personId: 'secretary', organisationId: 'commission' };
const item: Item = { kind: 'PROGRESS', measureId: 'm', percent: 40, text: 'Половина', difficulties: null };
const started: SubmissionEvent = {
  type: 'SubmissionStarted',
  data: { submissionId: 's', cycleId: 'c', organisationId: 'commission', territoryId: 'r', illustrative: false },
};
const reported: SubmissionEvent = {
  type: 'ItemReported',
  data: { submissionId: 's', itemId: 'PROGRESS.m', item, reportedBy: written },
};
const submitted: SubmissionEvent = { type: 'ReportSubmitted', data: { submissionId: 's', submittedBy: written } };
const given_ = [started, reported, submitted];
const byOblast = { personId: 'oblast-commission-person', organisationId: 'oblast-commission' };
const bySecretariat = { personId: 'secretariat-person', organisationId: 'secretariat' };
const endorsed: SubmissionEvent = {
  type: 'ReportEndorsed',
  data: { submissionId: 's', organisationId: 'oblast-commission', endorsedBy: byOblast },
};
const accepted: SubmissionEvent = { type: 'ReportAccepted', data: { submissionId: 's', acceptedBy: bySecretariat } };
const consolidated: SubmissionEvent = {
  type: 'SubmissionConsolidated',
  data: { submissionId: 's', outcomes: [{ itemId: 'PROGRESS.m', position: '7' }] },
};
const done = [...given_, endorsed, accepted, consolidated];
const why = 'Сумма неверна';
const until = '2026-12-01';
const reopened: SubmissionEvent = {
  type: 'SubmissionReopened',
  data: { submissionId: 's', reopenedBy: bySecretariat, why, until },
};
const ask = (command: object) => ({ ...of, withinMandate: true, ...command }) as SubmissionCommand;
const reopen = (change: object = {}) => ask({ type: 'ReopenSubmission', by: secretariat, why, until, ...change });
const rewrite = (change: object = {}) =>
  ask({
    ...{ type: 'ReportItem', by: secretary, item: { ...item, percent: 50 } },
    subject: {
      ...{
        kind: 'MEASURE',
        planId: 'p',
        responsibleOrganisationId: 'commission',
        standing: 'UNDERWAY',
        claimedHere: false,
        fundingLines: [],
      },
    },
    ...change,
  });

describe('the chain of acceptance', () => {
  test('begins with the commission of the territory above', () => {
    given(...given_)
      .when(ask({ type: 'EndorseReport', by: oblast }))
      .yields(endorsed);
    given(...given_)
      .when(ask({ type: 'EndorseReport', by: secretariat }))
      .isRefused('NOT_YOUR_STEP');
  });
  test('is not left out by the acceptance', () =>
    given(...given_)
      .when(ask({ type: 'AcceptReport', by: secretariat }))
      .isRefused('ENDORSEMENT_MISSING'));
  test('ends with the acceptance by somebody else than who endorsed', () => {
    given(...given_, endorsed)
      .when(ask({ type: 'AcceptReport', by: secretariat }))
      .yields(accepted);
    given(...given_, endorsed)
      .when(ask({ type: 'AcceptReport', by: oblast }))
      .isRefused('ENDORSED_BY_YOU');
  });
  test('begins anew when the report was submitted anew', () =>
    given(...given_, endorsed, submitted)
      .when(ask({ type: 'AcceptReport', by: secretariat }))
      .isRefused('ENDORSEMENT_MISSING'));
});

describe('a report that was handed in', () => {
  test('is withdrawn until its review has begun', () => {
    const withdraw = ask({ type: 'WithdrawReport', by: secretary });
    given(...given_)
      .when(withdraw)
      .yields({ type: 'ReportWithdrawn', data: { submissionId: 's', withdrawnBy: written } });
    given(...given_, endorsed)
      .when(withdraw)
      .isRefused('REVIEW_HAS_BEGUN');
  });
  test('is written by the secretariat only in the place of the organisation, and marked so', () => {
    given(started)
      .when(rewrite({ by: secretariat }))
      .isRefused('NOT_YOUR_REPORT');
    given(started)
      .when(rewrite({ by: { ...secretariat, onBehalfOf: 'commission' }, item }))
      .yields({ ...reported, data: { ...reported.data, reportedBy: bySecretariat } } as SubmissionEvent);
  });
});

describe('after the acceptance', () => {
  test('the secretariat reopens for a time', () =>
    given(...done)
      .when(reopen())
      .yields(reopened));
  test('nobody reopens their own report', () =>
    given(...done)
      .when(reopen({ by: actor('commission', 'chair') }))
      .isRefused('OWN_WORK'));
  test('not before it was taken over, not into the past, not for ever', () => {
    given(...given_, endorsed, accepted)
      .when(reopen())
      .isRefused('NOT_CONSOLIDATED_YET');
    given(...done)
      .when(reopen({ until: '2026-11-21' }))
      .isRefused('UNTIL_IN_THE_PAST');
    given(...done)
      .when(reopen({ until: '2027-11-21' }))
      .isRefused('REOPENED_TOO_LONG');
  });
  test('of two who reopen at once the second is told who reopened it and until when', () => {
    given(...done, reopened)
      .when(reopen({ until: '2026-12-20' }))
      .isRefused('ALREADY_REOPENED', 'organisationId');
    given(...done, reopened)
      .when(reopen({ at: '2026-12-02T06:00:00.000Z', until: '2026-12-20' }))
      .yields({ ...reopened, data: { ...reopened.data, until: '2026-12-20' } } as SubmissionEvent);
  });
  test('more time is a decision of its own, to a later day, while the reopening is not over', () => {
    const extend = (change: object = {}) =>
      ask({ type: 'ExtendReopening', by: secretariat, why, until: '2026-12-20', ...change });
    given(...done, reopened)
      .when(extend())
      .yields({
        type: 'ReopeningExtended',
        data: { submissionId: 's', extendedBy: bySecretariat, why, formerUntil: until, until: '2026-12-20' },
      });
    given(...done, reopened)
      .when(extend({ until }))
      .isRefused('REOPENING_NOT_LATER', 'until');
    given(...done, reopened)
      .when(extend({ until: '2027-12-20' }))
      .isRefused('REOPENED_TOO_LONG', 'until');
    given(...done, reopened)
      .when(extend({ at: '2026-12-02T06:00:00.000Z' }))
      .isRefused('REOPENING_EXPIRED');
    given(...done)
      .when(extend())
      .isRefused('NOT_REOPENED');
    given(...done, reopened)
      .when(extend({ by: actor('commission', 'chair') }))
      .isRefused('OWN_WORK');
  });
  test('the longest reopening is a convention', () =>
    given(...done)
      .when(reopen({ reporting: { ...DEFAULT_CONVENTIONS.REPORTING, longestReopening: '5' } }))
      .isRefused('REOPENED_TOO_LONG', 'until'));
  test('a reopened report is changed within its time, also in a closed cycle, and not after it', () => {
    const closed = { ...cycle, status: 'CLOSED' };
    given(...done, reopened)
      .when(rewrite({ cycle: closed }))
      .yields({ ...reported, data: { ...reported.data, item: { ...item, percent: 50 } } } as SubmissionEvent);
    given(...done, reopened)
      .when(rewrite({ at: '2026-12-02T06:00:00.000Z' }))
      .isRefused('REOPENING_EXPIRED');
    given(...done)
      .when(rewrite({ cycle: closed }))
      .isRefused('CYCLE_CLOSED');
  });
  test('what was begun and not handed in is dropped when the time has passed', () => {
    const changed = { ...reported, data: { ...reported.data, item: { ...item, percent: 50 } } } as SubmissionEvent;
    const standing = { itemId: 'PROGRESS.m', item, findings: [], reportedBy: written };
    const expire = ask({ type: 'ExpireReopening', by: secretariat, at: '2026-12-02T06:00:00.000Z' });
    const expired: SubmissionEvent = {
      type: 'ReopeningExpired',
      data: { submissionId: 's', until, restored: [standing], dropped: [] },
    };
    given(...done, reopened, changed)
      .when(expire)
      .yields(expired);
    given(...done, reopened, changed, expired)
      .when(expire)
      .isRefused('NOT_REOPENED');
    given(...done, reopened)
      .when(ask({ type: 'ExpireReopening', by: secretariat }))
      .isRefused('NOT_YET_EXPIRED');
  });
  test('the organisation asks for a correction, and somebody else answers', () => {
    const request = { requestId: 'r-1', what: 'Сумма', why };
    const requested: SubmissionEvent = {
      type: 'CorrectionRequested',
      data: { submissionId: 's', requestedBy: written, ...request },
    };
    given(...done)
      .when(ask({ type: 'RequestCorrection', by: secretary, ...request }))
      .yields(requested);
    given(...done, requested)
      .when(ask({ type: 'RequestCorrection', by: secretary, ...request }))
      .isRefused('CORRECTION_PENDING');
    const answer = { requestId: 'r-1', why: 'Акт приложен', until, by: secretariat };
    given(...done, requested)
      .when(ask({ type: 'ApproveCorrection', ...answer }))
      .yields({
        type: 'CorrectionApproved',
        data: { submissionId: 's', requestId: 'r-1', approvedBy: bySecretariat, until, why: 'Акт приложен' },
      });
    given(...done, requested)
      .when(ask({ type: 'RejectCorrection', ...answer, by: actor('commission', 'chair') }))
      .isRefused('OWN_WORK');
  });
});

describe('after its cycle was closed', () => {
  const closed = { ...cycle, status: 'CLOSED' };
  const request = { requestId: 'r-1', what: 'Сумма', why };
  const requested: SubmissionEvent = {
    type: 'CorrectionRequested',
    data: { submissionId: 's', requestedBy: written, ...request },
  };
  test('a report that was never begun, or not accepted, can be opened; in an open cycle there is no need', () => {
    given()
      .when(reopen({ cycle: closed }))
      .yields(started, reopened);
    given(...given_)
      .when(reopen({ cycle: closed }))
      .yields(reopened);
    given(...given_)
      .when(reopen())
      .isRefused('STILL_OPEN');
  });
  test('only whose report it is asks for a correction, of what they owe', () => {
    const by = { ...secretary, organisationId: 'another' };
    const ask_ = (change: object) => ask({ type: 'RequestCorrection', by: secretary, ...request, ...change });
    given(...done)
      .when(ask_({ cycle: closed, by }))
      .isRefused('NOT_YOUR_REPORT');
    given(...done)
      .when(ask_({ cycle: { ...closed, owed: false } }))
      .isRefused('NO_OBLIGATION');
    given(...done)
      .when(ask_({ cycle: { ...closed, exempt: true } }))
      .isRefused('EXEMPT');
  });
  test('only whose mandate reaches there answers, the request that waits, with a reason', () => {
    const reject = { type: 'RejectCorrection', requestId: 'r-1', why: 'Акта нет', by: secretariat, cycle: closed };
    given(...done, requested)
      .when(ask({ ...reject, withinMandate: false }))
      .isRefused('FOREIGN_TERRITORY');
    given(...done, requested)
      .when(ask({ ...reject, requestId: 'r-2' }))
      .isRefused('UNKNOWN_CORRECTION', 'requestId');
    given(...done, requested)
      .when(ask(reject))
      .yields({
        type: 'CorrectionRejected',
        data: { submissionId: 's', requestId: 'r-1', rejectedBy: bySecretariat, why: 'Акта нет' },
      });
  });
  test('and it is finalised, nobody opens it any more', () => {
    const finalised = { ...cycle, status: 'FINALISED' };
    given(...done)
      .when(reopen({ cycle: finalised }))
      .isRefused('CYCLE_FINALISED');
    given(...done)
      .when(ask({ type: 'RequestCorrection', by: secretary, ...request, cycle: finalised }))
      .isRefused('CYCLE_FINALISED');
  });
});

describe('what looks wrong', () => {
  const submit = ask({ type: 'SubmitReport', by: secretary });
  const saying = (data: object) => ({ ...reported, data: { ...reported.data, ...data } }) as SubmissionEvent;
  const findings = [{ rule: 'PROGRESS_DECREASED', details: { before: '60', reported: '40' } }];
  test('is explained before the report is handed in', () => {
    given(started, saying({ findings })).when(submit).isRefused('EXPLANATION_REQUIRED', 'itemId');
    given(started, saying({ findings, item: { ...item, explanation: 'Пересчитано' } }))
      .when(submit)
      .yields(submitted);
  });
  test('progress of 100 without a claim of completion is one of these', () =>
    given(started, saying({ item: { ...item, percent: 100 } }))
      .when(submit)
      .isRefused('EXPLANATION_REQUIRED', 'itemId'));
});
