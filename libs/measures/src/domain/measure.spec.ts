import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { MeasureEvent } from './measure.events.js';
import type { MeasureCommand } from './measure.commands.js';
import { measure } from './measure.js';

const { given } = specify(measure);
const commission = actor('commission');
const secretariat = actor('secretariat');
const at = '2026-11-22T06:00:00.000Z';
const plan = { status: 'DRAFT', from: '2022-01-01', to: '2028-12-31', directionId: '5.1' } as const;
const evidence = {
  fileName: 'act.pdf',
  mediaType: 'application/pdf',
  bytes: 1024,
  sha256: 'a'.repeat(64),
  address: 'https://example.kg/act.pdf',
};
const of = { measureId: 'm', cycleId: '2026-H2', submissionId: '2026-H2.commission' };
const reported = { ...of, reportedBy: { personId: 'commission-person', organisationId: 'commission' } };

const { directionId, ...wish } = {
  measureId: 'm',
  planId: 'p',
  directionId: '5.1',
  taskId: '5.1/1',
  titles: { ru: 'Освещение' },
  responsibleOrganisationId: 'commission',
  territoryId: 'KG-GB',
  plannedStart: '2026-01-01',
  deadline: '2026-12-31',
  expectedResult: null,
  illustrative: true,
};
const added: MeasureEvent = { type: 'MeasureAdded', data: { ...wish, directionId } };
const fundingPlanned: MeasureEvent = {
  type: 'FundingPlanned',
  data: { measureId: 'm', lineId: 'l', source: 'LOCAL_BUDGET', year: 2026, amount: '100000.00' },
};
const claimed: MeasureEvent = { type: 'CompletionClaimed', data: { ...reported, completedOn: '2026-11-20', evidence } };
const verified: MeasureEvent = {
  type: 'CompletionVerified',
  data: { measureId: 'm', verifiedBy: { personId: 'secretariat-person', organisationId: 'secretariat' } },
};

const add = (change: object = {}) =>
  ({
    type: 'AddMeasure',
    ...wish,
    plan,
    withinMandate: true,
    keepsPlans: true,
    by: secretariat,
    at,
    ...change,
  }) as MeasureCommand;
const progress: MeasureCommand = {
  type: 'RecordProgress',
  ...{ ...of, percent: 40, text: 'Столбы установлены', difficulties: null, by: commission, at },
};
const spend: MeasureCommand = { type: 'RecordExpenditure', ...of, lineId: 'l', amount: '40000.00', by: commission, at };
const claim: MeasureCommand = {
  type: 'ClaimCompletion',
  ...{ ...of, completedOn: '2026-11-20', evidence, by: commission, at },
};
const judge = { measureId: 'm', withinMandate: true, by: secretariat, at };
const verify: MeasureCommand = { type: 'VerifyCompletion', ...judge };
const reject: MeasureCommand = { type: 'RejectCompletion', ...judge, why: 'No photographs' };

describe('adding a measure to a plan', () => {
  test('a measure belongs to a task of a draft plan', () => given().when(add()).yields(added));
  test('a measure is added and worded by who keeps the plan, and moved by who carries it out', () => {
    given()
      .when(add({ keepsPlans: false }))
      .isRefused('NOT_YOUR_KIND_OF_PLAN', 'planId');
    const reword = { type: 'RewordMeasure', measureId: 'm', titles: { ru: 'Двор' }, expectedResult: null, plan };
    given(added)
      .when({ ...reword, withinMandate: true, keepsPlans: false, by: secretariat, at } as MeasureCommand)
      .isRefused('NOT_YOUR_KIND_OF_PLAN', 'measureId');
    const allocate = { type: 'AllocateFunding', measureId: 'm', lineId: 'l', amount: '1', withinMandate: true };
    given(added)
      .when({ ...allocate, carriesOut: false, by: secretariat, at } as MeasureCommand)
      .isRefused('NOT_YOUR_KIND_OF_PLAN', 'measureId');
  });
  test('a measure is added once', () => given(added).when(add()).isRefused('ALREADY_ADDED', 'measureId'));
  test('an adopted plan takes no further measures', () =>
    given()
      .when(add({ plan: { ...plan, status: 'ADOPTED' } }))
      .isRefused('NOT_A_DRAFT'));
  test('nobody adds one outside the territory of their mandate', () =>
    given()
      .when(add({ withinMandate: false }))
      .isRefused('FOREIGN_TERRITORY', 'territoryId'));
  test('the plan must exist', () =>
    given()
      .when(add({ plan: { ...plan, status: 'UNKNOWN' } }))
      .isRefused('UNKNOWN_PLAN', 'planId'));
  test('the task must stand in the plan', () =>
    given()
      .when(add({ plan: { ...plan, directionId: undefined } }))
      .isRefused('UNKNOWN_TASK', 'taskId'));
  test('the deadline lies within the plan', () =>
    given()
      .when(add({ deadline: '2029-01-01' }))
      .isRefused('OUTSIDE_THE_PLAN', 'deadline'));
  test('a measure does not begin before its plan', () =>
    given()
      .when(add({ plannedStart: '2021-12-31' }))
      .isRefused('OUTSIDE_THE_PLAN', 'plannedStart'));
  test('a measure does not end before it begins', () =>
    given()
      .when(add({ deadline: '2025-12-31' }))
      .isRefused('PERIOD_REVERSED', 'deadline'));
});

describe('funding a measure', () => {
  const planFunding = {
    type: 'PlanFunding',
    ...fundingPlanned.data,
    plan,
    withinMandate: true,
    keepsPlans: true,
    carriesOut: true,
    by: secretariat,
    at,
  } as MeasureCommand;
  const allocate: MeasureCommand = {
    type: 'AllocateFunding',
    ...{
      measureId: 'm',
      lineId: 'l',
      amount: '60000.00',
      withinMandate: true,
      keepsPlans: true,
      carriesOut: true,
      by: secretariat,
      at,
    },
  };
  test('money is planned by source and year', () => given(added).when(planFunding).yields(fundingPlanned));
  test('a funding line is planned once', () =>
    given(added, fundingPlanned).when(planFunding).isRefused('ALREADY_ADDED', 'lineId'));
  test('money is allocated on a planned line', () =>
    given(added, fundingPlanned)
      .when(allocate)
      .yields({ type: 'FundingAllocated', data: { measureId: 'm', lineId: 'l', amount: '60000.00' } }));
  test('money is not allocated on a line that nobody planned', () =>
    given(added).when(allocate).isRefused('UNKNOWN_FUNDING_LINE', 'lineId'));
  test('the responsible organisation reports what it spent', () =>
    given(added, fundingPlanned)
      .when(spend)
      .yields({ type: 'ExpenditureRecorded', data: { ...reported, lineId: 'l', amount: '40000.00' } }));
  test('nobody else reports its spending', () =>
    given(added, fundingPlanned)
      .when({ ...spend, by: secretariat })
      .isRefused('NOT_RESPONSIBLE'));
});

describe('reporting on a measure', () => {
  test('the responsible organisation reports progress', () =>
    given(added)
      .when(progress)
      .yields({
        type: 'ProgressReported',
        data: { ...reported, percent: 40, text: 'Столбы установлены', difficulties: null },
      }));
  test('nobody else reports progress', () =>
    given(added)
      .when({ ...progress, by: secretariat })
      .isRefused('NOT_RESPONSIBLE'));
  test('a completion is claimed with evidence', () => given(added).when(claim).yields(claimed));
  test('a completion is not claimed before it happens', () =>
    given(added)
      .when({ ...claim, completedOn: '2026-11-23' } as MeasureCommand)
      .isRefused('NOT_YET_COMPLETED', 'completedOn'));
  test('a completion is not claimed twice', () => given(added, claimed).when(claim).isRefused('ALREADY_COMPLETED'));
});

describe('judging a completion', () => {
  test('somebody else verifies it', () => given(added, claimed).when(verify).yields(verified));
  test('the organisation that claimed it does not', () =>
    given(added, claimed)
      .when({ ...verify, by: actor('commission', 'another-person') })
      .isRefused('OWN_WORK'));
  test('nor does the office that wrote the claim on behalf of the one that reports', () => {
    const authors = [{ personId: 'commission-person', organisationId: 'secretariat' }];
    const onBehalf = { ...claimed, data: { ...claimed.data, authors } } as MeasureEvent;
    given(added)
      .when({ ...claim, authors } as MeasureCommand)
      .yields(onBehalf);
    given(added, onBehalf)
      .when({ ...verify, by: actor('secretariat', 'a-colleague') })
      .isRefused('OWN_WORK');
  });
  test('nor does the person, wherever they now work', () =>
    given(added, claimed)
      .when({ ...verify, by: actor('secretariat', 'commission-person') })
      .isRefused('OWN_WORK'));
  test('nor does anybody outside the territory of their mandate', () =>
    given(added, claimed)
      .when({ ...verify, withinMandate: false } as MeasureCommand)
      .isRefused('FOREIGN_TERRITORY'));
  test('there is nothing to verify before it is claimed', () => given(added).when(verify).isRefused('NO_CLAIM'));
  test('it is verified once', () => given(added, claimed, verified).when(verify).isRefused('NO_CLAIM'));
  test('a rejected claim can be made again', () => {
    const rejectedBy = { personId: 'secretariat-person', organisationId: 'secretariat' };
    const rejected: MeasureEvent = {
      type: 'CompletionRejected',
      data: { measureId: 'm', rejectedBy, why: 'No photographs' },
    };
    given(added, claimed).when(reject).yields(rejected);
    given(added, claimed, rejected).when(claim).yields(claimed);
  });
});

describe('taking a claim back by a corrected report', () => {
  const takeBack = { ...of, type: 'WithdrawClaim', why: 'Not all was done', by: commission, at } as const;
  const withdrawn: MeasureEvent = {
    type: 'CompletionWithdrawn',
    data: { ...of, withdrawnBy: reported.reportedBy, why: 'Not all was done' },
  };
  test('the report that claimed a completion takes it back', () =>
    given(added, claimed).when(takeBack).yields(withdrawn));
  test('then there is work again', () => given(added, claimed, withdrawn).when(claim).yields(claimed));
  test('another report does not', () =>
    given(added, claimed)
      .when({ ...takeBack, submissionId: 'another' })
      .isRefused('NO_CLAIM', 'measureId'));
  test('nothing is taken back twice', () => given(added, claimed, withdrawn).when(takeBack).isRefused('NO_CLAIM'));
  test('a verdict is not undone by who was judged', () =>
    given(added, claimed, verified).when(takeBack).isRefused('ALREADY_COMPLETED', 'measureId'));
});
