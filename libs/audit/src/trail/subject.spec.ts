import type { Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { expect, test } from '@jest/globals';
import { withConsequences } from './subject.js';

test('what a process of ours made of a fact belongs to the same trail, also in the second step', () => {
  const fact = (eventId: string, causationId: string | null, amendmentId?: string): Recorded => ({
    ...{ type: 'Fact', eventId, stream: 's', revision: 1, position: 1n, schemaVersion: 1 },
    ...{ data: { amendmentId }, recordedAt: '2026-07-01T10:00:00.000Z', cause: { ...aCause(), causationId } },
  });
  const history = [
    fact('adopted', null, 'a'),
    fact('executor', 'adopted'),
    fact('notice', 'executor'),
    fact('other', null, 'b'),
    fact('of-other', 'other'),
  ];
  const concerns = withConsequences(({ data }) => (data as { amendmentId?: string }).amendmentId === 'a');
  const told = () => history.filter((event) => concerns(event)).map(({ eventId }) => eventId);
  expect(told()).toEqual(['adopted', 'executor', 'notice']);
  // Asked once more, as a difference does.
  expect(told()).toEqual(['adopted', 'executor', 'notice']);
});
