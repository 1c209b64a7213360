import { describe, expect, test } from '@jest/globals';
import { SubmissionsOfCycles } from './submissions-of-cycles.js';

const asked: string[] = [];
const find = async (ids: readonly string[], most: number) => {
  asked.push(`${ids.join(' ')} first ${most}`);
  if (ids.includes('broken')) throw new Error('away');
  return ids.flatMap((cycleId) => (cycleId === 'empty' ? [] : [1, 2].map((n) => ({ cycleId, n }))));
};
const answerOf = async (work: () => Promise<unknown>) => {
  asked.length = 0;
  return { answer: await work(), asked: [...asked] };
};

describe('the reports of the cycles of a page', () => {
  const reports = new SubmissionsOfCycles<{ cycleId: string; n: number }>();
  const caller = { asOf: undefined };

  test('are asked for at once, each cycle gets its own, one without any gets none', async () => {
    const ids = ['a', 'empty', 'b', 'a'];
    const { answer, asked: statements } = await answerOf(() =>
      Promise.all(ids.map(async (id) => (await reports.of(caller, id, 50, find)).map((one) => one.cycleId))),
    );
    expect([answer, statements]).toEqual([[['a', 'a'], [], ['b', 'b'], ['a', 'a']], ['a empty b first 50']]);
  });
  test('are kept apart by request and by size', async () => {
    const { asked: statements } = await answerOf(() =>
      Promise.all([
        ...[reports.of(caller, 'a', 50, find), reports.of(caller, 'b', 10, find)],
        reports.of({ asOf: { position: 3n } }, 'c', 50, find),
      ]),
    );
    expect(statements.toSorted()).toEqual(['a first 50', 'b first 10', 'c first 50']);
  });
  test('are asked for anew later: nothing is remembered, neither answers nor faults', async () => {
    await expect(reports.of(caller, 'broken', 50, find)).rejects.toThrow('away');
    const { asked: statements } = await answerOf(() => reports.of(caller, 'a', 50, find));
    expect(statements).toEqual(['a first 50']);
  });
});
