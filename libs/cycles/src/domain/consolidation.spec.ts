import { describe, expect, test } from '@jest/globals';
import { type Placed, toTakeOver, whyCorrected } from './consolidation.js';
import { saysTheSame } from './item.js';
import type { Item, SubmissionEvent } from './submission.events.js';

const secretary = { personId: 'secretary', organisationId: 'commission' };
const colleague = { personId: 'colleague', organisationId: 'commission' };
const spent = (amount: string): Item => ({ kind: 'EXPENDITURE', measureId: 'm', lineId: 'l', amount });
const itemId = 'EXPENDITURE.m.l';
const reported = (item: Item, id = itemId, reportedBy = secretary): SubmissionEvent => ({
  type: 'ItemReported',
  data: { submissionId: 's', itemId: id, item, reportedBy },
});
const withdrawn: SubmissionEvent = { type: 'ItemWithdrawn', data: { submissionId: 's', itemId } };
const taken = (position: string): SubmissionEvent => ({
  type: 'SubmissionConsolidated',
  data: { submissionId: 's', outcomes: [{ itemId, position }] },
});
const accepted: SubmissionEvent = { type: 'ReportAccepted', data: { submissionId: 's', acceptedBy: colleague } };
const placed = (...events: SubmissionEvent[]): Placed[] =>
  events.map((event, index) => ({ ...event, position: BigInt(index + 1) }));
const of = (...events: SubmissionEvent[]) => {
  const history = placed(...events);
  const acceptance = history.findLast(({ type }) => type === 'ReportAccepted')!;
  return toTakeOver(history, acceptance.position).map(({ item, former, authors }) => ({ item, former, authors }));
};

describe('what an acceptance takes over', () => {
  test('is what stood in the report, for the first time without a former fact', () =>
    expect(of(reported(spent('100')), accepted)).toEqual([
      { item: spent('100'), former: undefined, authors: [secretary] },
    ]));
  test('knows after a reopening what the report said as a fact before', () =>
    expect(of(reported(spent('100')), accepted, taken('9'), reported(spent('70')), accepted)).toEqual([
      { item: spent('70'), former: { item: spent('100'), position: '9' }, authors: [secretary] },
    ]));
  test('is the same when it is asked again after a crash, whatever was recorded since', () => {
    const history = placed(reported(spent('100')), accepted, taken('9'), reported(spent('70')));
    expect(toTakeOver(history, 2n)).toEqual(toTakeOver(history.slice(0, 2), 2n));
  });
  test('an item that was taken back still knows its fact, so that the sum can be put right', () => {
    expect(of(reported(spent('100')), accepted, taken('9'), withdrawn, accepted)).toEqual([
      { item: undefined, former: { item: spent('100'), position: '9' }, authors: [secretary] },
    ]);
    expect(of(reported(spent('100')), accepted, taken('9'), withdrawn, accepted, taken('12'), accepted)).toEqual([]);
  });
  test('what was refused as a fact has no former one', () => {
    const refused: SubmissionEvent = {
      type: 'SubmissionConsolidated',
      data: { submissionId: 's', outcomes: [{ itemId, refused: 'UNKNOWN_FUNDING_LINE' }] },
    };
    expect(of(reported(spent('100')), accepted, refused, reported(spent('70')), accepted)[0]?.former).toBeUndefined();
  });
  test('is corrected for the reason of the last reopening before it', () => {
    const reopened = (why: string): SubmissionEvent => ({
      type: 'SubmissionReopened',
      data: { submissionId: 's', reopenedBy: colleague, why, until: '2026-12-01' },
    });
    const history = placed(reported(spent('1')), accepted, reopened('first'), accepted, reopened('second'), accepted);
    expect([2n, 4n, 6n].map((acceptedAt) => whyCorrected(history, acceptedAt))).toEqual([undefined, 'first', 'second']);
  });
  test('remembers everybody who ever wrote an item', () =>
    expect(of(reported(spent('1')), reported(spent('2'), itemId, colleague), accepted)[0]?.authors).toEqual([
      secretary,
      colleague,
    ]));
  test('a reopening that ran out leaves what stood before it', () => {
    const expired: SubmissionEvent = {
      type: 'ReopeningExpired',
      data: {
        submissionId: 's',
        until: '2026-12-01',
        restored: [{ itemId, item: spent('100'), findings: [], reportedBy: secretary }],
        dropped: ['EXPENDITURE.m.k'],
      },
    };
    const added = reported({ ...spent('5'), lineId: 'k' } as Item, 'EXPENDITURE.m.k');
    const events = [reported(spent('100')), accepted, taken('9'), reported(spent('70')), added, expired, accepted];
    expect(of(...events)).toMatchObject([{ item: spent('100'), former: { item: spent('100'), position: '9' } }]);
  });
  test('an amount written otherwise, or explained, says the same', () => {
    expect(saysTheSame(spent('100'), spent('100.00'))).toBe(true);
    expect(saysTheSame(spent('100'), { ...spent('100'), explanation: 'Акт приложен' } as Item)).toBe(true);
    expect(saysTheSame(spent('100'), spent('100.01'))).toBe(false);
  });
});
