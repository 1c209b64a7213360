import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';
import { CHAIR, LENINSKY, SECRETARY, plan, sendingTo } from './sending.js';

/** What becomes of an adopted joint plan: it is amended, and its measures serve the national one. Goes on with that of `specifyJointPlan`. */
export function specifyAmendments(api: () => RunningApi): void {
  const send = sendingTo(api);

  describe('an amendment of an adopted joint plan', () => {
    const of = { planId: 'leninsky-2027', amendmentId: 'a1' };
    const added = {
      ...{ measureId: 'local-cameras', taskId: 't1', titles: { ru: 'Поставить камеры' }, territoryId: LENINSKY },
      ...{ responsibleOrganisationId: 'commission-leninsky', plannedStart: '2027-02-01', deadline: '2027-10-31' },
    };
    const changes = [
      { rewordTask: { taskId: 't1', titles: { ru: 'Осветить дворы и остановки' } } },
      { addMeasure: added },
      { cancelMeasure: { measureId: 'local-lamps', why: 'Лампы ставит город' } },
    ];
    const act = { titles: { ru: 'Решение комиссии об изменении плана' }, number: '2', date: '2026-11-10' };
    const stands = async (measureId: string) => {
      const { data } = await api().ask(
        SECRETARY,
        `{ measure(id: "${measureId}") { status amendmentId titles { ru } cancellation { why decision { number } } } }`,
      );
      return data?.['measure'] as { status: string } | null;
    };

    test('adds no measure of a territory that is not the plan’s, whoever proposes it', async () => {
      const elsewhere = [{ addMeasure: { ...added, measureId: 'elsewhere', territoryId: 'KG-GO' } }];
      for (const who of [SECRETARY, 'demo-secretariat'])
        expect(
          await send(who, 'proposeAmendment', {
            ...of,
            commandId: `elsewhere-${who}`,
            changes: elsewhere,
            why: 'Ошибка',
          }),
        ).toMatchObject({ code: 'NOT_IN_THE_TERRITORY_OF_THE_PLAN', path: 'changes[0].territoryId' });
    });

    test('nor does the secretariat, which writes everywhere, add one to a draft', async () => {
      const drafted = {
        ...plan,
        commandId: 'elsewhere-draft',
        planId: 'leninsky-2031',
        from: '2031-01-01',
        to: '2031-12-31',
      };
      await send(SECRETARY, 'draftPlan', drafted);
      expect(
        await send('demo-secretariat', 'addMeasure', {
          ...{ ...added, commandId: 'elsewhere-direct', planId: 'leninsky-2031', measureId: 'elsewhere' },
          ...{ territoryId: 'KG-GO', plannedStart: '2031-02-01', deadline: '2031-10-31' },
        }),
      ).toMatchObject({ code: 'NOT_IN_THE_TERRITORY_OF_THE_PLAN', path: 'territoryId' });
    });

    test('is proposed by the secretary and adopted by the chair, on an act', async () => {
      const proposed = { ...of, commandId: 'local-amend-1', changes, why: 'Город взял лампы на себя' };
      expect(await send(SECRETARY, 'proposeAmendment', proposed)).toMatchObject({ revision: 5 });
      const adopted = { ...of, commandId: 'local-amend-2', adoptedOn: '2026-11-10', legalAct: act };
      expect(await send(SECRETARY, 'adoptAmendment', { ...adopted, commandId: 'local-amend-3' })).toMatchObject({
        code: 'NOT_PERMITTED',
      });
      expect(await send(CHAIR, 'adoptAmendment', adopted)).toMatchObject({ revision: 6 });
    });

    test('is carried into the measures by itself, on its act', async () => {
      for (let tries = 0; (await stands('local-lamps'))?.status !== 'CANCELLED' && tries < 150; tries++)
        await sleep(100);
      expect(await stands('local-lamps')).toMatchObject({
        ...{ status: 'CANCELLED', cancellation: { why: 'Лампы ставит город', decision: { number: '2' } } },
      });
      expect(await stands('local-cameras')).toMatchObject({ status: 'PLANNED', amendmentId: 'a1' });
      const { data } = await api().ask(
        SECRETARY,
        `{ measures(planId: "leninsky-2027") { totalCount } unappliedChanges(planId: "leninsky-2027") { change } }`,
      );
      expect(data).toEqual({ measures: { totalCount: 2 }, unappliedChanges: [] });
    });

    test('is read as the difference of two versions, in words and with its act', async () => {
      const { data } = await api().ask(
        SECRETARY,
        `{ planVersions(planId: "leninsky-2027") { number amendmentId legalAct { number } }
           planDifference(planId: "leninsky-2027", from: 1, to: 2) {
             parts { part id what sentence fields { field before after } acts { number } } } }`,
        {},
        'ru',
      );
      expect(data!['planVersions']).toMatchObject([
        { number: 1, amendmentId: null, legalAct: { number: '1' } },
        { number: 2, amendmentId: 'a1', legalAct: { number: '2' } },
      ]);
      const { parts } = data!['planDifference'] as { parts: { part: string; id: string; sentence: string }[] };
      expect(parts).toHaveLength(3);
      expect(parts).toContainEqual(
        expect.objectContaining({
          ...{ part: 'TASK', id: 't1', what: 'CHANGED', acts: [{ number: 2 }] },
          fields: [{ field: 'titles', before: 'Осветить дворы', after: 'Осветить дворы и остановки' }],
        }),
      );
      expect(parts).toContainEqual(expect.objectContaining({ part: 'MEASURE', id: 'local-cameras', what: 'ADDED' }));
      expect(parts).toContainEqual(expect.objectContaining({ part: 'MEASURE', id: 'local-lamps', what: 'REMOVED' }));
      for (const { sentence } of parts) expect(sentence).toMatch(/[а-я]/);
    });

    test('leaves the version before it to be read as it stood', async () => {
      const versions = await api().ask(SECRETARY, '{ planVersions(planId: "leninsky-2027") { position } }');
      const [first] = versions.data!['planVersions'] as { position: string }[];
      const { data } = await api().ask(
        SECRETARY,
        `query @asOf(position: "${first!.position}") {
           task(planId: "leninsky-2027", id: "t1") { titles { ru } } measures(planId: "leninsky-2027") { nodes { id } } }`,
      );
      expect(data).toEqual({
        task: { titles: { ru: 'Осветить дворы' } },
        measures: { nodes: [{ id: 'local-lamps' }] },
      });
    });
  });

  describe('a measure of a joint plan that serves a national task', () => {
    const link = {
      commandId: 'local-serve-1',
      measureId: 'local-cameras',
      planId: 'concept-2022-2028',
      taskId: '4.1/1',
    };

    test('stands in the national view of what localities do', async () => {
      const wish = (change: object) => ({ ...link, ...change });
      expect(await send(SECRETARY, 'linkToTask', wish({ commandId: 'local-serve-0' }))).toMatchObject({
        code: 'NOT_ADOPTED',
      });
      const concept = { commandId: 'local-serve-3', planId: link.planId, adoptedOn: null };
      const act = { titles: { ru: 'Акт об утверждении' }, number: null, date: null };
      await send('demo-council-chair', 'adoptPlan', { ...concept, legalAct: act });
      expect(await send(SECRETARY, 'linkToTask', wish({ taskId: 'none', commandId: 'local-serve-2' }))).toMatchObject({
        code: 'UNKNOWN_TASK',
      });
      expect(await send(SECRETARY, 'linkToTask', link)).toMatchObject({ stream: 'measure-local-cameras' });
      const { data } = await api().ask(
        'demo-secretariat',
        `{ localContribution(planId: "concept-2022-2028") {
             taskId measures planned byStatus { status measures } territories { territoryId measures } }
           measures(servesPlanId: "concept-2022-2028", servesTaskId: "4.1/1") { nodes { id } } }`,
      );
      const tasks = data!['localContribution'] as { taskId: string; measures: number }[];
      expect(tasks).toHaveLength(42);
      expect(tasks.find(({ taskId }) => taskId === '4.1/1')).toEqual({
        ...{ taskId: '4.1/1', measures: 1, planned: '0.00', byStatus: [{ status: 'PLANNED', measures: 1 }] },
        territories: [{ territoryId: LENINSKY, measures: 1 }],
      });
      expect(data!['measures']).toEqual({ nodes: [{ id: 'local-cameras' }] });
    });
  });
}
