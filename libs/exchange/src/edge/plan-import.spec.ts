import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { type AccessPolicy, type Caller, refusalSentence, type RefusedAttempt } from '@baikoo/edge';
import { PostgresEventStore, type Receipt } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection, mayCommand, type OrganisationEvent } from '@baikoo/identity';
import { findIndicator, type IndicatorEvent, indicatorsProjection } from '@baikoo/indicators';
import { isRefusal } from '@baikoo/kernel';
import { findMeasures, measuresProjection } from '@baikoo/measures';
import { findPlan, plansProjection } from '@baikoo/plans';
import { advance, prepareProjections } from '@baikoo/projections';
import { type TerritoryEvent, territoriesProjection } from '@baikoo/territories';
import { writeXlsx } from '../workbook/write-xlsx.js';
import { Exports } from './exports.js';
import { PlanImport, type PlanImportAsk } from './plan-import.js';
import { RefusedFiles } from './refused-files.js';
import { RehearsalStore } from './rehearsal-store.js';
import { tellProblem, tellWarning } from './sentences.js';

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
  indicatorsProjection,
];
const policy: AccessPolicy = {
  permitsCommand: ({ role }, command) => mayCommand(role, command),
  permitsQuery: () => true,
};
const DRAFT = {
  kind: 'LOCAL_JOINT',
  territoryId: 'KG-X',
  titles: { ru: 'План' },
  from: '2026-01-01',
  to: '2027-12-31',
} as const;

let database: TestDatabase;
let store: PostgresEventStore;
let imports: PlanImport;
const attempts: RefusedAttempt[] = [];
let exports: Exports;

const caller = (role = 'COMMISSION_SECRETARY', territoryId = 'KG-X'): Caller => ({
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
const follow = async () => {
  while ((await advance(database.db, store, projections)).events > 0);
};
const ask = (planId: string, bytes: Buffer, more: Partial<PlanImportAsk> = {}): PlanImportAsk => ({
  ...{ planId, bytes, fileName: 'plan.csv', dryRun: false, illustrative: true, draft: DRAFT },
  ...more,
});
async function run(asked: PlanImportAsk, by = caller()) {
  const answer = await imports.run(by, asked);
  await follow();
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}
const told = (problems: Parameters<typeof tellProblem>[0][]) =>
  problems.map((problem) => `${problem.cell} ${problem.code}`);

const HEAD = '№;Направление;Задача;Мероприятие;Срок исполнения;Исполнитель;Сумма, тыс. сом;Источник финансирования';
const GOOD = Buffer.from(
  [
    'УТВЕРЖДАЮ;;;;;;;',
    HEAD,
    '1;Безопасные улицы;Освещение;Осветить дворы;31.12.2026;Комиссия;500;местный бюджет',
    '2;;;Осветить школы;IV квартал 2026;"Комиссия; Министерство внутренних дел";1,5 млн сом;доноры',
    ';;;;;;;',
    '3;;Люди;Провести беседы;постоянно;комиссия;в рамках текущего финансирования;',
  ].join('\r\n'),
);

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  store = new PostgresEventStore(database.db);
  imports = new PlanImport(
    store,
    database.db,
    policy,
    new RefusedFiles({ record: async (attempt) => void attempts.push(attempt) }),
  );
  exports = new Exports(database.db);
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
});
afterAll(() => database.drop());

describe('the matrix of a plan', () => {
  test('is only looked at in a dry run, with how everything was read', async () => {
    const before = await store.head();
    const { problems, warnings, measures, imported } = await run(ask('p-1', GOOD, { dryRun: true }));
    expect([problems, measures, imported, await store.head()]).toEqual([[], 3, false, before]);
    expect(warnings.map(({ cell, code }) => `${cell} ${code}`)).toEqual(
      expect.arrayContaining([
        'E4 DEADLINE_READ_AS',
        'G3 AMOUNT_READ_AS',
        'G4 AMOUNT_READ_AS',
        'G6 NO_AMOUNT',
        'E6 DEADLINE_READ_AS',
      ]),
    );
    expect(
      tellWarning(
        warnings.find(({ cell }) => cell === 'E4')!,
        'ru',
      ).message,
    ).toBe('«IV квартал 2026» прочитано так: срок — 31 декабря 2026 г.');
  });

  test('makes the plan, its directions, tasks, measures and money', async () => {
    expect((await run(ask('p-1', GOOD))).imported).toBe(true);
    const plan = await findPlan(database.db, 'p-1');
    expect(plan?.directions.map(({ titles, tasks }) => [titles.ru, tasks.map((task) => task.titles.ru)])).toEqual([
      ['Безопасные улицы', ['Освещение', 'Люди']],
    ]);
    const { rows } = await findMeasures(database.db, {
      filter: { planId: 'p-1' },
      today: '2026-03-01',
      asOf: undefined,
      limit: 10,
    });
    expect(
      rows
        .map(({ titles, plannedStart, deadline, planned }) => [titles.ru, plannedStart, deadline, planned])
        .toSorted(),
    ).toEqual([
      ['Осветить дворы', '2026-01-01', '2026-12-31', '500000.00'],
      ['Осветить школы', '2026-10-01', '2026-12-31', '1500000.00'],
      ['Провести беседы', '2026-01-01', '2027-12-31', '0.00'],
    ]);
  });

  test('changes nothing when it is imported again', async () => {
    const before = await store.head();
    expect((await run(ask('p-1', GOOD))).imported).toBe(true);
    expect(await store.head()).toBe(before);
  });

  test('adds nothing a second time when the file was changed elsewhere', async () => {
    const before = await store.head();
    const { problems } = await run(ask('p-1', Buffer.concat([GOOD, Buffer.from('\r\n')])));
    expect([told([...problems]), await store.head()]).toEqual([
      ['D3 ALREADY_ADDED', 'D4 ALREADY_ADDED', 'D6 ALREADY_ADDED'],
      before,
    ]);
  });

  test('is refused as a whole, with every problem by its address, when anything is wrong', async () => {
    const before = await store.head();
    const bad = Buffer.from(
      [
        HEAD,
        '1;А;Б;В;31.02.2026;Комиссия;500;',
        '2;А;Б;Г;31.12.2028;Коммисия;много;',
        '3;А;Б;Д;31.12.2026;Кто-то;;',
        '4;А;Б;В2;31.12.2026;;;',
        '5;А;Б;Е;31.12.2026;Комиссия;1;',
        '6;А;Б;Е;31.12.2026;Комиссия;1;',
        '7;А;Б;Ж;31.12.2028;Комиссия;1;',
      ].join('\n'),
    );
    const { problems } = await run(ask('p-2', bad));
    expect(told([...problems]).toSorted()).toEqual([
      'D7 DUPLICATE_ROW',
      'E2 UNREADABLE_DATE',
      'E8 OUTSIDE_THE_PLAN',
      'F3 CLOSE_ORGANISATION_NAME',
      'F4 UNKNOWN_ORGANISATION_NAME',
      'F5 VALUE_MISSING',
      'G3 UNREADABLE_AMOUNT',
    ]);
    expect(
      tellProblem(
        problems.find(({ cell }) => cell === 'F3')!,
        'ru',
      ).message,
    ).toContain('Может быть, «Комиссия»?');
    expect(await store.head()).toBe(before);
  });

  test('may be in Kyrgyz, with merged cells and a block of titles', async () => {
    const rows = [
      ['Иш-чаралар планы'],
      [],
      ['Багыт', 'Милдет', 'Иш-чара', 'Аткаруу мөөнөтү', 'Жооптуу аткаруучу'],
      ['Көчөлөр', 'Жарык', 'Көчөнү жарыктандыруу', '2026-жылдын IV чейреги', 'mvd'],
      ['', '', 'Мектептер', '2026-жылдын аягына чейин', 'mvd'],
    ];
    const { problems, imported } = await run(ask('p-ky', await writeXlsx([{ name: 'А', rows }])));
    expect([problems, imported]).toEqual([[], true]);
    expect((await findPlan(database.db, 'p-ky'))?.directions[0]?.titles).toEqual({ ky: 'Көчөлөр' });
  });

  test.each(['csv', 'xlsx'] as const)('that was exported as %s makes the same plan again', async (format) => {
    const file = await exports.plan('p-1', caller(), format);
    if (!Buffer.isBuffer(file)) throw new Error('refused');
    const { problems } = await run(ask(`p-1-${format}`, file));
    expect(problems).toEqual([]);
    const again = await exports.plan(`p-1-${format}`, caller(), 'csv');
    expect(String(again)).toBe(String(await exports.plan('p-1', caller(), 'csv')));
  });

  test('keeps co-executors, means of verification, baselines and the targets of every year through export and import', async () => {
    const secretariat = caller('COUNCIL_SECRETARIAT', 'KG');
    const rows = [
      [
        'Направление',
        'Задача',
        'Мероприятие',
        'Срок',
        'Исполнитель',
        'Соисполнители',
        'Индикатор',
        'Базовое значение',
      ].concat(['Целевое значение', 'Источник проверки']),
      [
        'А',
        'Б',
        'В',
        '31.12.2027',
        'Комиссия',
        'mvd',
        'THEFT\nFRAUD',
        '214 (2024)\n-',
        '200 (2026) | 190,5 (2027)\n-',
        'Акт',
      ],
      ['А', 'Б', 'Г', '31.12.2027', 'mvd', 'Комиссия', 'FRAUD', '', '7 (2026) | 6 (2027) | 5 (2028)', 'Отчёт\nи фото'],
    ];
    const first = await run(ask('p-figures', await writeXlsx([{ name: 'А', rows }])), secretariat);
    expect([first.problems, first.imported]).toEqual([[], true]);
    const figures = async (id: string) => {
      const { baseline, targets } = (await findIndicator(database.db, id, 'KG-X'))!;
      return [baseline?.value, targets.map(({ period, value }) => `${period}: ${value}`)];
    };
    expect([await figures('THEFT'), await figures('FRAUD')]).toEqual([
      ['214', ['2026: 200', '2027: 190.5']],
      [undefined, ['2026: 7', '2027: 6', '2028: 5']],
    ]);
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await exports.plan('p-figures', secretariat, format);
      if (!Buffer.isBuffer(file)) throw new Error('refused');
      const { problems, warnings, imported } = await run(ask(`p-figures-${format}`, file), secretariat);
      expect([problems, warnings, imported]).toEqual([[], [], true]);
      const [before, after] = await Promise.all(
        ['p-figures', `p-figures-${format}`].map((id) => exports.plan(id, secretariat, 'csv')),
      );
      expect(String(after)).toBe(String(before));
      expect(String(after)).toContain('200 (2026) | 190.5 (2027)');
    }
  });

  test('may be sent for several plans', async () => {
    for (const planId of ['p-twin-1', 'p-twin-2']) await run(ask(planId, GOOD));
    const measuresOf = async (planId: string) => String(await exports.plan(planId, caller(), 'csv'));
    expect(await measuresOf('p-twin-2')).toBe(await measuresOf('p-twin-1'));
  });

  test('is nothing for a role that does not plan, nor for another territory', async () => {
    expect(await imports.run(caller('AUDITOR'), ask('p-3', GOOD))).toMatchObject({ refused: 'NOT_PERMITTED' });
    expect(await imports.run(caller('COMMISSION_SECRETARY', 'KG-Y'), ask('p-3', GOOD))).toMatchObject({
      refused: 'FOREIGN_TERRITORY',
    });
  });

  test('that is refused leaves a trace of who sent it and why, and a dry run with problems does not', async () => {
    const bad = Buffer.from(`${HEAD}\n1;А;Б;В;31.02.2026;Комиссия;500;`);
    attempts.length = 0;
    await run(ask('p-2', bad, { dryRun: true }));
    await run(ask('p-2', bad));
    await expect(imports.run(caller(), ask('p-2', Buffer.from('PK nothing'), { dryRun: true }))).rejects.toThrow(
      'NOT_A_WORKBOOK',
    );
    expect(
      attempts.map(({ command, subject, by, refusal }) => [command, subject, by?.personId, refusal.details]),
    ).toEqual([
      ['ImportPlan', 'plan-p-2', 'p', { problems: '1', problem: 'UNREADABLE_DATE', cell: 'E2', text: '…' }],
      ['ImportPlan', 'plan-p-2', 'p', { problems: '1', problem: 'NOT_A_WORKBOOK', cell: '–' }],
    ]);
    expect(refusalSentence(attempts[0]!.refusal, 'ru')).toBe(
      'Файл не принят. Проблем: 1; первая, ячейка E2: Не удаётся прочитать дату «…». Напишите так: 31.12.2026.',
    );
    expect(refusalSentence(attempts[1]!.refusal, 'en')).toBe(
      'The file was not taken over. Problems: 1; the first, in cell –: This is not an Excel workbook (.xlsx), or it is damaged. Save it in Excel as .xlsx and send it again.',
    );
  });

  test('without a draft to go into is refused', async () =>
    expect(await imports.run(caller(), ask('p-none', GOOD, { draft: undefined }))).toMatchObject({
      refused: 'UNKNOWN_PLAN',
    }));
});

describe('an import that is cut short', () => {
  const importsOn = (disturb: ConstructorParameters<typeof DisturbedStore>[1]) =>
    new PlanImport(
      new DisturbedStore(store, disturb),
      database.db,
      policy,
      new RefusedFiles({ record: async (attempt) => void attempts.push(attempt) }),
    );
  /** What happened to a plan and its measures, without ids, times and the name of the plan. */
  async function factsOf(planId: string) {
    const log = await store.readLog(0n, 10_000);
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
      const dying = importsOn(async (nth, append) => {
        if (nth > killedAt || (nth === killedAt && when === 'before')) throw new Error('killed');
        const receipt = await append();
        if (nth === killedAt) throw new Error('killed');
        return receipt;
      });
      await expect(dying.run(caller(), ask(planId, GOOD))).rejects.toThrow('killed');
      await follow();
      const { problems, imported } = await run(ask(planId, GOOD));
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
    const meeting = importsOn(async (nth, append) => {
      if (nth === 3)
        await store.append(`plan-${planId}`, (await store.read(`plan-${planId}`)).length, [adopted], aCause());
      const receipt = await append();
      await follow();
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
    await follow();
    const { rows } = await findMeasures(database.db, {
      ...{ filter: { planId }, today: '2026-03-01', asOf: undefined, limit: 10 },
    });
    expect(rows).toHaveLength(1);
    const before = await store.head();
    expect(await run(ask(planId, GOOD))).toMatchObject({ standing: 1, imported: false });
    expect(await store.head()).toBe(before);
  });
});
