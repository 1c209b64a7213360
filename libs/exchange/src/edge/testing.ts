import { conventionsProjection } from '@baikoo/conventions';
import { createTestDatabase } from '@baikoo/database/testing';
import type { Caller, RefusedAttempt } from '@baikoo/edge';
import { PostgresEventStore, type Receipt } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection, MandatePolicy, type OrganisationEvent } from '@baikoo/identity';
import { type IndicatorEvent, indicatorsProjection } from '@baikoo/indicators';
import { isRefusal } from '@baikoo/kernel';
import { measuresProjection } from '@baikoo/measures';
import { plansProjection } from '@baikoo/plans';
import { advance, prepareProjections } from '@baikoo/projections';
import { type TerritoryEvent, territoriesProjection } from '@baikoo/territories';
import { Exports } from './exports.js';
import { PlanImport, type PlanImportAsk } from './plan-import.js';
import { RefusedFiles } from './refused-files.js';
import { RehearsalStore } from './rehearsal-store.js';
import type { tellProblem } from './sentences.js';

/** A record that does something of its own before one of the appends, counted from 1. */
class DisturbedStore extends RehearsalStore {
  #appends = 0;
  /** The appends come at once and are let through one after the other, so that it is known which were before. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly to: PostgresEventStore,
    private readonly disturb: (nth: number, append: () => Promise<Receipt>) => Promise<Receipt>,
  ) {
    super(to, '');
  }

  override async append(...wish: Parameters<PostgresEventStore['append']>): Promise<Receipt> {
    const nth = ++this.#appends;
    const done = this.#before.then(() => this.disturb(nth, () => this.to.append(...wish)));
    this.#before = done.catch(() => {});
    return done;
  }
}

const projections = [
  territoriesProjection,
  identityProjection,
  plansProjection,
  measuresProjection,
  conventionsProjection,
  indicatorsProjection,
];
const policy = new MandatePolicy();
export const DRAFT = {
  kind: 'LOCAL_JOINT',
  territoryId: 'KG-X',
  titles: { ru: 'План' },
  from: '2026-01-01',
  to: '2027-12-31',
} as const;

export const caller = (role = 'COMMISSION_SECRETARY', territoryId = 'KG-X'): Caller => ({
  ...{
    personId: 'p',
    language: 'ru',
    correlationId: 'c',
    at: '2026-03-01T00:00:00.000Z',
    asOf: undefined,
    today: '2026-03-01',
  },
  by: { personId: 'p', role, organisationId: 'commission', territoryId, onBehalfOf: null },
});
export const ask = (planId: string, bytes: Buffer, more: Partial<PlanImportAsk> = {}): PlanImportAsk => ({
  ...{ planId, bytes, fileName: 'plan.csv', dryRun: false, illustrative: true, draft: DRAFT },
  ...more,
});
export const told = (problems: Parameters<typeof tellProblem>[0][]) =>
  problems.map((problem) => `${problem.cell} ${problem.code}`);

export const HEAD =
  '№;Направление;Задача;Мероприятие;Срок исполнения;Исполнитель;Сумма, тыс. сом;Источник финансирования';
export const GOOD = Buffer.from(
  [
    'УТВЕРЖДАЮ;;;;;;;',
    HEAD,
    '1;Безопасные улицы;Освещение;Осветить дворы;31.12.2026;Комиссия;500;местный бюджет',
    '2;;;Осветить школы;IV квартал 2026;"Комиссия; Министерство внутренних дел";1,5 млн сом;доноры',
    ';;;;;;;',
    '3;;Люди;Провести беседы;постоянно;комиссия;в рамках текущего финансирования;',
  ].join('\r\n'),
);

export type PlanImports = Awaited<ReturnType<typeof openPlanImports>>;

/** Imports and exports of plans over a real PostgreSQL with two raions, two organisations and two indicators. */
export async function openPlanImports() {
  const database = await createTestDatabase();
  const { db } = database;
  await prepareProjections(db, projections);
  const store = new PostgresEventStore(db);
  const attempts: RefusedAttempt[] = [];
  const refused = new RefusedFiles({ record: async (attempt) => void attempts.push(attempt) });
  const imports = new PlanImport(store, db, policy, refused);
  const follow = async () => {
    while ((await advance(db, store, projections)).events > 0);
  };
  const source = { title: 'spec', reference: null };
  for (const [territoryId, parentId, kind] of [
    ['KG', null, 'COUNTRY'],
    ['KG-X', 'KG', 'RAION'],
    ['KG-Y', 'KG', 'RAION'],
  ] as const) {
    const names = { ru: territoryId };
    const data = { territoryId, parentId, kind, soate: `4${territoryId}`, iso: null, names, population: null, source };
    const event: TerritoryEvent = { type: 'TerritoryRegistered', data };
    await store.append(`territory-${territoryId}`, 0, [event], aCause());
  }
  for (const [organisationId, ru] of [
    ['commission', 'Комиссия'],
    ['mvd', 'Министерство внутренних дел'],
  ] as const) {
    const data = { organisationId, kind: 'OTHER', names: { ru }, territoryId: null, illustrative: true } as const;
    const event: OrganisationEvent = { type: 'OrganisationRegistered', data };
    await store.append(`organisation-${organisationId}`, 0, [event], aCause());
  }
  for (const indicatorId of ['THEFT', 'FRAUD']) {
    const event: IndicatorEvent = {
      type: 'IndicatorDefined',
      data: {
        ...{ indicatorId, names: { ru: `Показатель ${indicatorId}` }, unit: { ru: 'единиц' }, better: 'DECREASE' },
        ...{ valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM', frequency: 'YEAR' },
        ...{ sensitivity: 'ORDINARY', directionReference: null, holdsFrom: '2019', source },
      },
    };
    await store.append(`indicator-${indicatorId}`, 0, [event], aCause());
  }
  await follow();
  return {
    ...{ db, store, attempts, imports, exports: new Exports(db), follow },
    /** Takes a file over, and lets the read models follow. */
    async run(asked: PlanImportAsk, by = caller()) {
      const answer = await imports.run(by, asked);
      await follow();
      if (isRefusal(answer)) throw new Error(answer.refused);
      return answer;
    },
    /** Imports whose appends meet with something. */
    importsOn: (disturb: ConstructorParameters<typeof DisturbedStore>[1]) =>
      new PlanImport(new DisturbedStore(store, disturb), db, policy, refused),
    close: () => database.drop(),
  };
}
