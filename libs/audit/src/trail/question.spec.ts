import { aCause } from '@baikoo/event-store/testing';
import type { Recorded } from '@baikoo/event-store';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { passes } from './facts-of-one.js';
import { compareKeys, exactly, isAsked, keyOf, keyText, type LineKey, type TrailFilter } from './question.js';

const keys = fc.record({
  at: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => exactly(date.toISOString())),
  letter: fc.constantFrom<LineKey['letter']>('F', 'R', 'S'),
  number: fc.bigInt({ min: 0n, max: 10n ** 17n }),
});

describe('the place of a line in the trail', () => {
  test('comes back from its cursor as it was', () =>
    fc.assert(fc.property(keys, (key) => expect(keyOf(keyText(key))).toEqual(key))));
  test('is the same for two lines only when it is one line, and of two others one comes first', () =>
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(-Math.sign(compareKeys(b, a)) || 0);
        expect(compareKeys(a, b) === 0).toBe(keyText(a) === keyText(b));
      }),
    ));
  test('of one moment is first that of facts, then of refusals, then of reads', () => {
    const at = exactly('2026-07-01T10:00:00.000Z');
    const lines = (['S', 'F', 'R'] as const).map((letter) => ({ at, letter, number: 1n }));
    expect(lines.toSorted(compareKeys).map(({ letter }) => letter)).toEqual(['F', 'R', 'S']);
  });
  test.each(['', 'garbage', '2026-07-01T10:00:00.000ZF1', '2026-07-01T10:00:00.000000ZX1'])(
    'is none where the text is "%s"',
    (text) => expect(keyOf(text)).toBeUndefined(),
  );
});

describe('a filter', () => {
  const event: Recorded = {
    ...{ type: 'DeadlineExtended', eventId: 'e', stream: 'measure-m', revision: 2, position: 9n, schemaVersion: 1 },
    data: { decision: { titles: { ru: 'Решение комиссии' }, number: '17', date: '2026-06-20' } },
    recordedAt: '2026-07-01T10:00:00.000Z',
    cause: { ...aCause(), actorId: 'a', roleAtTime: 'COMMISSION_CHAIR', effectiveAt: '2026-06-20' },
  };
  test.each<[string, TrailFilter, boolean]>([
    ['nothing', {}, true],
    ['the person', { personId: 'a' }, true],
    ['another person', { personId: 'b' }, false],
    ['the role', { role: 'COMMISSION_CHAIR' }, true],
    ['a kind of fact', { types: ['MeasureAdded', 'DeadlineExtended'] }, true],
    ['other kinds', { types: ['MeasureAdded'] }, false],
    ['a part of the title of the act in other capitals', { legalAct: 'РЕШЕНИЕ' }, true],
    ['the number of another act', { legalAct: '18' }, false],
    ['what was known by the day before', { knownTo: '2026-06-30T17:59:59.999Z' }, false],
    // A date begins in Bishkek six hours before it does in UTC.
    ['what was in effect by the begin of its day', { effectiveTo: '2026-06-19T18:00:00.000Z' }, true],
    ['what came into effect later', { effectiveFrom: '2026-06-19T18:00:00.001Z' }, false],
  ])('by %s', (_, filter, left) => expect(passes(event, filter)).toBe(left));

  test('by what only facts have leaves facts alone, by what only refusals have leaves these', () => {
    const left = (filter: TrailFilter) =>
      (['ACCEPTED', 'REFUSED', 'READ'] as const).filter((outcome) => isAsked(outcome, { about: undefined, filter }));
    expect(left({})).toEqual(['ACCEPTED', 'REFUSED', 'READ']);
    expect(left({ legalAct: '17' })).toEqual(['ACCEPTED']);
    expect(left({ commands: ['AcceptReport'] })).toEqual(['REFUSED']);
    expect(left({ outcomes: ['REFUSED'], types: ['MeasureAdded'] })).toEqual([]);
  });
});
