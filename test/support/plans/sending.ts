import { expect } from '@jest/globals';
import type { RunningApi } from '../running-api.js';

export const SECRETARY = 'demo-leninsky-secretary';
export const CHAIR = 'demo-leninsky-chair';
export const LENINSKY = '41711201000000';

export const plan = {
  ...{ commandId: 'local-plan-1', planId: 'leninsky-2027', kind: 'LOCAL_JOINT', territoryId: LENINSKY },
  ...{ titles: { ru: 'Совместный план' }, from: '2027-01-01', to: '2027-12-31' },
};
export const direction = {
  ...{ commandId: 'local-plan-2', planId: 'leninsky-2027', directionId: 'd1', kind: 'LOCAL_PROBLEM' },
  ...{ reference: '1', titles: { ru: 'Тёмные дворы' } },
};
export const task = {
  ...{ commandId: 'local-plan-3', planId: 'leninsky-2027', directionId: 'd1', taskId: 't1' },
  ...{ reference: '1.1', titles: { ru: 'Осветить дворы' } },
};
export const measure = {
  ...{ commandId: 'local-plan-4', measureId: 'local-lamps', planId: 'leninsky-2027', taskId: 't1' },
  ...{ titles: { ru: 'Установить лампы' }, responsibleOrganisationId: 'commission-leninsky', territoryId: LENINSKY },
  ...{ plannedStart: '2027-01-01', deadline: '2027-09-30' },
};
export const adoption = {
  ...{ commandId: 'local-plan-7', planId: 'leninsky-2027', adoptedOn: '2026-11-01' },
  legalAct: { titles: { ru: 'Решение комиссии' }, number: '1', date: '2026-11-01' },
};

/** Inputs that several mutations share. */
const INPUTS: Readonly<Record<string, string>> = { linkToTask: 'TaskLinkInput' };

/** Gives commands over HTTP; what they were answered: a receipt or a refusal. */
export const sendingTo =
  (api: () => RunningApi) =>
  async (who: string | undefined, mutation: string, input: object, language = 'en') => {
    const type = INPUTS[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await api().ask(
      who,
      `mutation ($input: ${type}!) { it: ${mutation}(input: $input) {
       ... on Receipt { stream revision position upToDate } ... on Refusal { code message path } } }`,
      { input },
      language,
    );
    expect(errors).toBeUndefined();
    return data!['it'];
  };
