import { describe, test } from '@jest/globals';
import type { MeasureEvent } from '../measure.events.js';
import { added, ask, claimed, commission, evidence, given, plan, report } from './testing.js';

const party = (
  type: 'ResponsiblePartyAssigned' | 'ResponsiblePartyReleased',
  organisationId: string,
  as: 'RESPONSIBLE' | 'CO_EXECUTOR',
) => ({ type, data: { measureId: 'm', organisationId, as } }) as const satisfies MeasureEvent;

describe('executors', () => {
  const assign = (organisationId: string) => ask('AssignCoExecutor', { organisationId });
  const reassign = (responsibleOrganisationId: string, change: object = {}) =>
    ask('ReassignMeasure', { responsibleOrganisationId, plan, amendmentId: 'a', ...change });
  test('a co-executor is assigned and released', () => {
    given(added)
      .when(assign('school'))
      .yields(party('ResponsiblePartyAssigned', 'school', 'CO_EXECUTOR'));
    given(added)
      .when(ask('ReleaseCoExecutor', { organisationId: 'police' }))
      .yields(party('ResponsiblePartyReleased', 'police', 'CO_EXECUTOR'));
  });
  test('nobody is assigned twice, or released without having been assigned', () => {
    given(added).when(assign('police')).isRefused('ALREADY_ASSIGNED');
    given(added).when(assign('commission')).isRefused('ALREADY_RESPONSIBLE');
    given(added)
      .when(ask('ReleaseCoExecutor', { organisationId: 'school' }))
      .isRefused('NOT_ASSIGNED');
  });
  test('after adoption the responsible one changes only by amendment', () => {
    given(added)
      .when(reassign('school', { amendmentId: null }))
      .isRefused('NOT_A_DRAFT', 'planId');
    given(added)
      .when(reassign('school'))
      .yields(
        party('ResponsiblePartyReleased', 'commission', 'RESPONSIBLE'),
        party('ResponsiblePartyAssigned', 'school', 'RESPONSIBLE'),
      );
  });
  test('a co-executor that becomes responsible is no co-executor any more', () =>
    given(added)
      .when(reassign('police'))
      .yields(
        party('ResponsiblePartyReleased', 'commission', 'RESPONSIBLE'),
        party('ResponsiblePartyReleased', 'police', 'CO_EXECUTOR'),
        party('ResponsiblePartyAssigned', 'police', 'RESPONSIBLE'),
      ));
});

describe('a completion', () => {
  const claim = (completedOn: string) => ask('ClaimCompletion', { ...report, completedOn, evidence, by: commission });
  test('lies neither before the planned start nor in the future', () => {
    given(added).when(claim('2000-01-01')).isRefused('COMPLETED_BEFORE_START', 'completedOn');
    given(added).when(claim('2100-01-01')).isRefused('NOT_YET_COMPLETED', 'completedOn');
  });
});

describe('rewording', () => {
  const reword = (change: object) => {
    const words = { titles: { ru: 'Освещение' }, expectedResult: null };
    return ask('RewordMeasure', { ...words, plan, amendmentId: 'a', ...change });
  };
  test('to the same words is no change', () => {
    given(added).when(reword({})).isRefused('NOTHING_CHANGED', 'titles');
    given(added)
      .when(reword({ titles: { ru: 'Освещение', en: null } }))
      .isRefused('NOTHING_CHANGED', 'titles');
  });
});

describe('reports that were missed', () => {
  const miss = ask('RecordMissedReport', { cycleId: '2026-H2' });
  const missed: MeasureEvent = { type: 'MeasureReportMissed', data: { measureId: 'm', cycleId: '2026-H2' } };
  test('are noted once for a cycle', () => {
    given(added).when(miss).yields(missed);
    given(added, missed).when(miss).isRefused('ALREADY_REPORTED', 'cycleId');
  });
  test('are not noted where the work is said to be done', () =>
    given(added, claimed).when(miss).isRefused('ALREADY_COMPLETED'));
});

describe('evidence of a completion', () => {
  const claim = (change: object) =>
    ask('ClaimCompletion', { ...report, completedOn: '2026-11-20', evidence, by: commission, ...change });
  test('may be several files', () => {
    const furtherEvidence = [{ ...evidence, sha256: 'b'.repeat(64) }];
    given(added)
      .when(claim({ furtherEvidence }))
      .yields({ ...claimed, data: { ...claimed.data, furtherEvidence } } as MeasureEvent);
  });
  test('is not one file twice', () =>
    given(added)
      .when(claim({ furtherEvidence: [evidence] }))
      .isRefused('SAME_EVIDENCE'));
  test.each([
    { sha256: 'A'.repeat(64) },
    { address: 'http://example.kg/a' },
    { bytes: 0 },
    { bytes: 2 ** 31 },
    { mediaType: 'pdf' },
  ])('is not %j', (broken) =>
    given(added)
      .when(claim({ evidence: { ...evidence, ...broken } }))
      .isRefused('BROKEN_EVIDENCE', 'evidence'),
  );
});

describe('links', () => {
  const plans = { own: 'LOCAL_JOINT', served: { kind: 'NATIONAL', adopted: true, hasTask: true } };
  const link = (change: object = {}) =>
    ask('LinkToTask', { planId: 'n', taskId: '4/1', plans: { ...plans, ...change } });
  const linked: MeasureEvent = { type: 'MeasureLinkedToTask', data: { measureId: 'm', planId: 'n', taskId: '4/1' } };
  test('a measure of a joint plan serves a task of an adopted national plan', () =>
    given(added).when(link()).yields(linked));
  test('no other does, and nothing else is served', () => {
    given(added)
      .when(link({ own: 'NATIONAL' }))
      .isRefused('NOT_A_JOINT_PLAN');
    given(added)
      .when(link({ served: { ...plans.served, kind: 'LOCAL_JOINT' } }))
      .isRefused('NOT_A_NATIONAL_PLAN');
    given(added)
      .when(link({ served: { ...plans.served, adopted: false } }))
      .isRefused('NOT_ADOPTED');
    given(added)
      .when(link({ served: { ...plans.served, hasTask: false } }))
      .isRefused('UNKNOWN_TASK');
    given(added, linked).when(link()).isRefused('ALREADY_LINKED');
  });
  test('a link is taken back once', () => {
    const unlink = ask('UnlinkFromTask', { planId: 'n', taskId: '4/1' });
    given(added, linked)
      .when(unlink)
      .yields({ ...linked, type: 'MeasureUnlinkedFromTask' });
    given(added).when(unlink).isRefused('NOT_LINKED');
  });
  test('an indicator is linked once', () => {
    const linkIndicator = ask('LinkIndicator', { indicatorId: 'i' });
    const linkedIndicator: MeasureEvent = { type: 'IndicatorLinked', data: { measureId: 'm', indicatorId: 'i' } };
    given(added).when(linkIndicator).yields(linkedIndicator);
    given(added, linkedIndicator).when(linkIndicator).isRefused('ALREADY_LINKED');
  });
});
