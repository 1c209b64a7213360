import { readFile } from 'node:fs/promises';
import { AskRisk, type RiskLevel } from '@baikoo/council';
import { projectFile } from '@baikoo/database';
import type { LegalAct, LocalizedText } from '@baikoo/kernel';
import { type FundingSource, AskMeasure } from '@baikoo/measures';
import { AskPlan, type DirectionKind } from '@baikoo/plans';
import type { Entry, Stage } from './stage.js';
import { cell, optional, optionalWords, readTable, words } from './table.js';

type PlanFile = { id: string; titles: LocalizedText; from: string; to: string; legalAct: LegalAct };

export const readConcept = async (): Promise<PlanFile> =>
  JSON.parse(await readFile(projectFile('data/concept/plan.json'), 'utf8')) as PlanFile;

/** What the Concept is cited as, in the language of the document. */
const TITLE = 'Концепция 2022–2028';

/** The Concept as a national plan, still a draft: components and priorities with their tasks (sections 4 and 5). */
export async function conceptStages(): Promise<Stage[]> {
  const { id: planId, titles, from, to } = await readConcept();
  const draft: Entry = {
    id: `plan:${planId}`,
    message: (who, cause) =>
      new AskPlan(
        {
          type: 'DraftPlan',
          ...{ planId, kind: 'NATIONAL', territoryId: 'KG', titles, from, to },
          source: { title: TITLE, reference: '§4–5' },
          ...who,
        },
        cause,
      ),
  };
  const directions = (await readTable('concept/directions.csv')).map((row): Entry => {
    const reference = cell(row, 'ref');
    const direction = { directionId: reference, reference, kind: cell(row, 'kind') as DirectionKind };
    return {
      id: `direction:${planId}:${reference}`,
      message: (who, cause) =>
        new AskPlan({ type: 'AddDirection', planId, ...direction, titles: words(row, 'title'), ...who }, cause),
    };
  });
  const tasks = (await readTable('concept/tasks.csv')).map((row): Entry => {
    const reference = cell(row, 'ref');
    const task = { taskId: reference, reference, directionId: cell(row, 'direction_ref') };
    return {
      id: `task:${planId}:${reference}`,
      message: (who, cause) =>
        new AskPlan({ type: 'AddTask', planId, ...task, titles: words(row, 'title'), ...who }, cause),
    };
  });
  return [
    { name: 'the Concept', entries: [draft, ...directions, ...tasks] },
    { name: 'risks', entries: await riskEntries(planId) },
  ];
}

async function riskEntries(planId: string): Promise<Entry[]> {
  return (await readTable('concept/risks.csv')).map((row) => ({
    id: `risk:${planId}:${cell(row, 'ref')}`,
    message: (who, cause) =>
      new AskRisk(
        {
          type: 'RegisterRisk',
          riskId: `${planId}:${cell(row, 'ref')}`,
          planId,
          titles: words(row, 'title'),
          mitigation: optionalWords(row, 'mitigation'),
          probability: optional(row, 'probability') as RiskLevel | null,
          impact: optional(row, 'impact') as RiskLevel | null,
          source: { title: TITLE, reference: optional(row, 'source_ref') },
          ...who,
        },
        cause,
      ),
  }));
}

/** The adoption, for installations that load no illustrative measures first. */
export async function adoptionStage(): Promise<Stage> {
  const { id: planId, legalAct } = await readConcept();
  const message: Entry['message'] = (who, cause) =>
    new AskPlan({ type: 'AdoptPlan', planId, adoptedOn: legalAct.date, legalAct, ...who }, cause);
  return { name: 'adoption of the Concept', entries: [{ id: `adoption:${planId}`, message }] };
}

/** Measures with their money: the public documents have none, so these are illustrative and say so. */
export async function illustrativeMeasureStage(): Promise<Stage> {
  const { id: planId } = await readConcept();
  const measures = (await readTable('illustrative/measures.csv')).map((row): Entry => {
    const measureId = cell(row, 'id');
    return {
      id: `measure:${measureId}`,
      message: (who, cause) =>
        new AskMeasure(
          {
            type: 'AddMeasure',
            measureId,
            planId,
            taskId: cell(row, 'task_ref'),
            titles: words(row, 'title'),
            responsibleOrganisationId: cell(row, 'responsible'),
            territoryId: cell(row, 'territory'),
            plannedStart: cell(row, 'planned_start'),
            deadline: cell(row, 'deadline'),
            expectedResult: optionalWords(row, 'result'),
            illustrative: true,
            ...who,
          },
          cause,
        ),
    };
  });
  const funding = (await readTable('illustrative/funding.csv')).flatMap((row): Entry[] => {
    const line = { measureId: cell(row, 'measure'), lineId: cell(row, 'line') };
    const planned = {
      ...line,
      source: cell(row, 'source') as FundingSource,
      year: Number(cell(row, 'year')),
      amount: cell(row, 'planned'),
    };
    const id = `${line.measureId}:${line.lineId}`;
    return [
      {
        id: `funding:${id}`,
        message: (who, cause) => new AskMeasure({ type: 'PlanFunding', ...planned, ...who }, cause),
      },
      {
        id: `allocation:${id}`,
        message: (who, cause) =>
          new AskMeasure({ type: 'AllocateFunding', ...line, amount: cell(row, 'allocated'), ...who }, cause),
      },
    ];
  });
  return { name: 'illustrative measures', entries: [...measures, ...funding] };
}
