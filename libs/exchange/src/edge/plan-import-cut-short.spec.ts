import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aCause } from '@baikoo/event-store/testing';
import { isRefusal } from '@baikoo/kernel';
import { findMeasures } from '@baikoo/measures';
import { tellProblem } from './sentences.js';
import { ask, caller, GOOD, openPlanImports, type PlanImports, told } from './testing.js';

let on: PlanImports;
beforeAll(async () => {
  on = await openPlanImports();
  await on.run(ask('p-1', GOOD));
});
afterAll(() => on.close());

describe('an import that is cut short', () => {
  /** What happened to a plan and its measures, without ids, times and the name of the plan. */
  async function factsOf(planId: string) {
    const log = await on.store.readLog(0n, 10_000);
    const own = log.filter(({ data }) => 'planId' in data && data.planId === planId);
    const measures = new Set(own.flatMap(({ stream }) => (stream.startsWith('measure-') ? [stream] : [])));
    const all = log.filter(({ stream }) => stream === `plan-${planId}` || measures.has(stream));
    expect(new Set(all.map(({ cause }) => cause.commandId)).size).toBe(1 + measures.size);
    return all
      .map(({ type, data }) =>
        JSON.stringify([type, data])
          .replaceAll(planId, 'plan')
          .replaceAll(/plan-[0-9a-f]{16}/g, 'm'),
      )
      .toSorted();
  }

  // The plan, then three measures.
  test.each([1, 2, 3, 4].flatMap((nth) => [[nth, 'before'] as const, [nth, 'after'] as const]))(
    'at its append %i, killed %s it was written, ends as an undisturbed one when the file is sent again',
    async (killedAt, when) => {
      const planId = `p-killed-${killedAt}-${when}`;
      const dying = on.importsOn(async (nth, append) => {
        if (nth > killedAt || (nth === killedAt && when === 'before')) throw new Error('killed');
        const receipt = await append();
        if (nth === killedAt) throw new Error('killed');
        return receipt;
      });
      await expect(dying.run(caller(), ask(planId, GOOD))).rejects.toThrow('killed');
      await on.follow();
      const { problems, imported } = await on.run(ask(planId, GOOD));
      expect([problems, imported]).toEqual([[], true]);
      expect(await factsOf(planId)).toEqual(await factsOf('p-1'));
    },
  );

  test('because the plan was adopted says how much of the file stands, and repeats nothing', async () => {
    const planId = 'p-adopted';
    const adopted = {
      type: 'PlanAdopted',
      data: {
        planId,
        adoptedOn: '2026-02-01',
        legalAct: { titles: { ru: 'Решение' }, number: '1', date: '2026-02-01' },
      },
    } as const;
    const meeting = on.importsOn(async (nth, append) => {
      if (nth === 3)
        await on.store.append(`plan-${planId}`, (await on.store.read(`plan-${planId}`)).length, [adopted], aCause());
      const receipt = await append();
      await on.follow();
      return receipt;
    });
    const answer = await meeting.run(caller(), ask(planId, GOOD));
    if (isRefusal(answer)) throw new Error(answer.refused);
    const { problems, imported, standing } = answer;
    expect([imported, standing]).toEqual([false, 1]);
    const [first, ...others] = problems;
    expect(tellProblem(first!, 'ru').message).toBe(
      'Из 3 мероприятий этого файла 1 уже внесены в план: их записала прежняя попытка. Остальные не внесены, проблемы ниже — их.',
    );
    expect(told(others).length).toBe(2);
    await on.follow();
    const { rows } = await findMeasures(on.db, {
      ...{ filter: { planId }, today: '2026-03-01', asOf: undefined, limit: 10 },
    });
    expect(rows).toHaveLength(1);
    const before = await on.store.head();
    expect(await on.run(ask(planId, GOOD))).toMatchObject({ standing: 1, imported: false });
    expect(await on.store.head()).toBe(before);
  });
});
