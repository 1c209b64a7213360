import { DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { CycleEvent } from './cycle.events.js';
import { cycle, type CycleCommand } from './cycle.js';

const { given } = specify(cycle);
const by = actor('secretariat');
const author = { personId: 'secretariat-person', organisationId: 'secretariat' };
const of = { cycleId: 'c', organisationId: 'o' };

const opened: CycleEvent = {
  type: 'CycleOpened',
  data: {
    ...{ cycleId: 'c', planId: 'p', period: '2026-H1', from: '2026-01-01', to: '2026-06-30', dueOn: '2026-07-15' },
    ...{ illustrative: false, remindDaysBefore: [7, 1] },
  },
};
const owed: CycleEvent = { type: 'ObligationIssued', data: { ...of, territoryId: 'r' } };
const exempted: CycleEvent = { type: 'ObligationExempted', data: { ...of, why: 'Создана вчера', exemptedBy: author } };
const reminded: CycleEvent = { type: 'ReminderSent', data: { ...of, remindOn: '2026-07-08', dueOn: '2026-07-15' } };
const missed: CycleEvent = { type: 'DeadlineMissed', data: { ...of, dueOn: '2026-07-15' } };
const closed: CycleEvent = { type: 'CycleClosed', data: { cycleId: 'c' } };

const ask = (type: CycleCommand['type'], said: object = {}) =>
  ({ type, ...of, by, at: '2026-07-08T06:00:00.000Z', firstSubmittedAt: null, ...said }) as CycleCommand;
const owing = [
  { organisationId: 'o', territoryId: 'r' },
  { organisationId: 'n', territoryId: null, endorsedBy: [] },
];

describe('who owes a report by the template', () => {
  const apply = ask('ApplyTemplate', { owing });
  test('is obliged once, whenever they come to owe it', () => {
    given(opened, owed)
      .when(apply)
      .yields({ type: 'ObligationIssued', data: { cycleId: 'c', organisationId: 'n', territoryId: null } });
    given(opened, owed)
      .when(ask('ApplyTemplate', { owing: owing.slice(0, 1) }))
      .isRefused('NOBODY_NEW_OWES');
  });
  test('stays exempted who was', () =>
    given(opened, owed, exempted)
      .when(ask('ApplyTemplate', { owing: owing.slice(0, 1) }))
      .isRefused('NOBODY_NEW_OWES'));
  test('is not obliged in a closed cycle', () => given(opened, closed).when(apply).isRefused('CYCLE_CLOSED'));
});

describe('a report that commissions endorse', () => {
  const issue = (endorsedBy: string[]) => ask('IssueObligation', { territoryId: 'r', endorsedBy });
  test('names each once, in their order', () =>
    given(opened)
      .when(issue(['oblast', 'city', 'oblast']))
      .yields({ type: 'ObligationIssued', data: { ...of, territoryId: 'r', endorsedBy: ['oblast', 'city'] } }));
  test('is not endorsed by whoever owes it', () =>
    given(opened)
      .when(issue(['o']))
      .isRefused('OWN_WORK', 'endorsedBy'));
});

describe('an exemption', () => {
  const exempt = (said: object = {}) => ask('ExemptObligation', { why: 'Создана вчера', ...said });
  test('has a reason and an author', () => given(opened, owed).when(exempt()).yields(exempted));
  test('is of somebody who owes a report and has given none', () => {
    given(opened).when(exempt()).isRefused('UNKNOWN_OBLIGATION', 'organisationId');
    given(opened, owed)
      .when(exempt({ firstSubmittedAt: '2026-07-07T06:00:00.000Z' }))
      .isRefused('ALREADY_SUBMITTED', 'organisationId');
    given(opened, owed, exempted).when(exempt()).isRefused('ALREADY_EXEMPT');
  });
  test('is taken back with a reason', () => {
    const revoke = ask('RevokeExemption', { why: 'Отчитывается сама' });
    given(opened, owed, exempted)
      .when(revoke)
      .yields({ type: 'ExemptionRevoked', data: { ...of, why: 'Отчитывается сама', revokedBy: author } });
    given(opened, owed).when(revoke).isRefused('NOT_EXEMPT');
  });
  test('is neither given nor taken back once the cycle is closed', () => {
    given(opened, owed, closed).when(exempt()).isRefused('CYCLE_CLOSED');
    given(opened, owed, exempted, closed)
      .when(ask('RevokeExemption', { why: 'x' }))
      .isRefused('CYCLE_CLOSED');
  });
});

describe('a reminder', () => {
  const remind = (said: object = {}) => ask('SendReminder', { remindOn: '2026-07-08', ...said });
  test('is sent on its day, once', () => {
    given(opened, owed).when(remind()).yields(reminded);
    given(opened, owed, reminded).when(remind()).isRefused('REMINDER_ALREADY_SENT');
  });
  test('comes by the convention where the cycle names no days', () => {
    const { remindDaysBefore: _, ...data } = opened.data as { remindDaysBefore?: readonly number[] };
    const silent = { type: 'CycleOpened', data } as CycleEvent;
    given(silent, owed).when(remind()).yields(reminded);
    const reporting = { ...DEFAULT_CONVENTIONS.REPORTING, firstReminder: '5' };
    given(silent, owed).when(remind({ reporting })).isRefused('NO_SUCH_REMINDER');
  });
  test('is sent neither before its day nor when that is long past', () => {
    given(opened, owed)
      .when(remind({ at: '2026-07-07T06:00:00.000Z' }))
      .isRefused('TOO_EARLY_TO_REMIND');
    given(opened, owed)
      .when(remind({ at: '2026-07-10T06:00:00.000Z' }))
      .isRefused('TOO_LATE_TO_REMIND');
  });
  test('is of a day that the cycle names', () =>
    given(opened, owed)
      .when(remind({ remindOn: '2026-07-09' }))
      .isRefused('NO_SUCH_REMINDER'));
  test('does not go to whoever has submitted or owes nothing', () => {
    given(opened, owed)
      .when(remind({ firstSubmittedAt: '2026-07-07T06:00:00.000Z' }))
      .isRefused('ALREADY_SUBMITTED');
    given(opened, owed, exempted).when(remind()).isRefused('ALREADY_EXEMPT');
  });
});

describe('a missed deadline', () => {
  const [obligedAt, after] = ['2026-07-01T06:00:00.000Z', '2026-07-15T18:00:00.000Z'];
  const record = (said: object = {}) => ask('RecordMissedDeadline', { obligedAt, at: after, ...said });
  test('is recorded from the end of the due day in Bishkek on, once', () => {
    given(opened, owed)
      .when(record({ at: '2026-07-15T17:59:59.999Z' }))
      .isRefused('NOT_YET_DUE');
    given(opened, owed).when(record()).yields(missed);
    given(opened, owed, missed).when(record()).isRefused('MISS_ALREADY_RECORDED');
  });
  test('stays a fact of a report that came late, and is none of one that came in time', () => {
    given(opened, owed)
      .when(record({ firstSubmittedAt: after }))
      .yields(missed);
    given(opened, owed)
      .when(record({ firstSubmittedAt: '2026-07-15T17:59:59.999Z' }))
      .isRefused('SUBMITTED_ON_TIME');
  });
  test('is not of whoever was exempted, or was obliged after it had passed', () => {
    given(opened, owed, exempted).when(record()).isRefused('ALREADY_EXEMPT');
    given(opened, owed)
      .when(record({ obligedAt: after }))
      .isRefused('OBLIGED_AFTER_DUE');
  });
});
