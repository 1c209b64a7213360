import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalSentence } from '@baikoo/edge';
import { withScope } from '@baikoo/identity';
import { findIndicator } from '@baikoo/indicators';
import { findMeasures } from '@baikoo/measures';
import { findPlan } from '@baikoo/plans';
import { writeXlsx } from '../workbook/write-xlsx.js';
import { tellProblem, tellWarning } from './sentences.js';
import { ask, caller, DRAFT, GOOD, HEAD, openPlanImports, type PlanImports, told } from './testing.js';

let on: PlanImports;
beforeAll(async () => {
  on = await openPlanImports();
});
afterAll(() => on.close());

describe('the matrix of a plan', () => {
  test('is only looked at in a dry run, with how everything was read', async () => {
    const before = await on.store.head();
    const { problems, warnings, measures, imported } = await on.run(ask('p-1', GOOD, { dryRun: true }));
    expect([problems, measures, imported, await on.store.head()]).toEqual([[], 3, false, before]);
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
    expect((await on.run(ask('p-1', GOOD))).imported).toBe(true);
    const plan = await findPlan(on.db, 'p-1');
    expect(plan?.directions.map(({ titles, tasks }) => [titles.ru, tasks.map((task) => task.titles.ru)])).toEqual([
      ['Безопасные улицы', ['Освещение', 'Люди']],
    ]);
    const { rows } = await findMeasures(on.db, {
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
    const before = await on.store.head();
    expect((await on.run(ask('p-1', GOOD))).imported).toBe(true);
    expect(await on.store.head()).toBe(before);
  });

  test('adds nothing a second time when the file was changed elsewhere', async () => {
    const before = await on.store.head();
    const { problems } = await on.run(ask('p-1', Buffer.concat([GOOD, Buffer.from('\r\n')])));
    expect([told([...problems]), await on.store.head()]).toEqual([
      ['D3 ALREADY_ADDED', 'D4 ALREADY_ADDED', 'D6 ALREADY_ADDED'],
      before,
    ]);
  });

  test('is refused as a whole, with every problem by its address, when anything is wrong', async () => {
    const before = await on.store.head();
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
    const { problems } = await on.run(ask('p-2', bad));
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
    expect(await on.store.head()).toBe(before);
  });

  test('may be in Kyrgyz, with merged cells and a block of titles', async () => {
    const rows = [
      ['Иш-чаралар планы'],
      [],
      ['Багыт', 'Милдет', 'Иш-чара', 'Аткаруу мөөнөтү', 'Жооптуу аткаруучу'],
      ['Көчөлөр', 'Жарык', 'Көчөнү жарыктандыруу', '2026-жылдын IV чейреги', 'mvd'],
      ['', '', 'Мектептер', '2026-жылдын аягына чейин', 'mvd'],
    ];
    const { problems, imported } = await on.run(ask('p-ky', await writeXlsx([{ name: 'А', rows }])));
    expect([problems, imported]).toEqual([[], true]);
    expect((await findPlan(on.db, 'p-ky'))?.directions[0]?.titles).toEqual({ ky: 'Көчөлөр' });
  });

  test.each(['csv', 'xlsx'] as const)('that was exported as %s makes the same plan again', async (format) => {
    const file = await on.exports.plan('p-1', withScope(caller()), format);
    if (!Buffer.isBuffer(file)) throw new Error('refused');
    const { problems } = await on.run(ask(`p-1-${format}`, file));
    expect(problems).toEqual([]);
    const again = await on.exports.plan(`p-1-${format}`, withScope(caller()), 'csv');
    expect(String(again)).toBe(String(await on.exports.plan('p-1', withScope(caller()), 'csv')));
  });

  test('keeps co-executors, means of verification, baselines and the targets of every year through export and import', async () => {
    const secretariat = caller('COUNCIL_SECRETARIAT', 'KG');
    const national = { draft: { ...DRAFT, kind: 'NATIONAL', territoryId: 'KG' } } as const;
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
    const first = await on.run(ask('p-figures', await writeXlsx([{ name: 'А', rows }]), national), secretariat);
    expect([first.problems, first.imported]).toEqual([[], true]);
    const figures = async (id: string) => {
      const { baseline, targets } = (await findIndicator(on.db, id, 'KG'))!;
      return [baseline?.value, targets.map(({ period, value }) => `${period}: ${value}`)];
    };
    expect([await figures('THEFT'), await figures('FRAUD')]).toEqual([
      ['214', ['2026: 200', '2027: 190.5']],
      [undefined, ['2026: 7', '2027: 6', '2028: 5']],
    ]);
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await on.exports.plan('p-figures', withScope(secretariat), format);
      if (!Buffer.isBuffer(file)) throw new Error('refused');
      const { problems, warnings, imported } = await on.run(ask(`p-figures-${format}`, file, national), secretariat);
      expect([problems, warnings, imported]).toEqual([[], [], true]);
      const [before, after] = await Promise.all(
        ['p-figures', `p-figures-${format}`].map((id) => on.exports.plan(id, withScope(secretariat), 'csv')),
      );
      expect(String(after)).toBe(String(before));
      expect(String(after)).toContain('200 (2026) | 190.5 (2027)');
    }
  });

  test('may be sent for several plans', async () => {
    for (const planId of ['p-twin-1', 'p-twin-2']) await on.run(ask(planId, GOOD));
    const measuresOf = async (planId: string) => String(await on.exports.plan(planId, withScope(caller()), 'csv'));
    expect(await measuresOf('p-twin-2')).toBe(await measuresOf('p-twin-1'));
  });

  test('is nothing for a role that does not plan, nor for another territory', async () => {
    expect(await on.imports.run(caller('AUDITOR'), ask('p-3', GOOD))).toMatchObject({ refused: 'NOT_PERMITTED' });
    expect(await on.imports.run(caller('COMMISSION_SECRETARY', 'KG-Y'), ask('p-3', GOOD))).toMatchObject({
      refused: 'FOREIGN_TERRITORY',
    });
    expect(await on.imports.run(caller('COUNCIL_SECRETARIAT', 'KG'), ask('p-3', GOOD))).toMatchObject({
      ...{ refused: 'NOT_YOUR_KIND_OF_PLAN', path: 'kind' },
    });
  });

  test('is not written into the joint plan of a commission by the secretariat of the Council', async () => {
    const more = Buffer.from(`${HEAD}\n9;Новое;Задача;Дело;31.12.2026;Комиссия;5;местный бюджет`);
    const asked = ask('p-1', more, { draft: undefined });
    const { problems, imported } = await on.run(asked, caller('COUNCIL_SECRETARIAT', 'KG'));
    expect([told([...problems]), imported]).toEqual([['B2 NOT_YOUR_KIND_OF_PLAN'], false]);
  });

  test('that is refused leaves a trace of who sent it and why, and a dry run with problems does not', async () => {
    const bad = Buffer.from(`${HEAD}\n1;А;Б;В;31.02.2026;Комиссия;500;`);
    on.attempts.length = 0;
    await on.run(ask('p-2', bad, { dryRun: true }));
    await on.run(ask('p-2', bad));
    await expect(on.imports.run(caller(), ask('p-2', Buffer.from('PK nothing'), { dryRun: true }))).rejects.toThrow(
      'NOT_A_WORKBOOK',
    );
    expect(
      on.attempts.map(({ command, subject, by, refusal }) => [command, subject, by?.personId, refusal.details]),
    ).toEqual([
      ['ImportPlan', 'plan-p-2', 'p', { problems: '1', problem: 'UNREADABLE_DATE', cell: 'E2', text: '…' }],
      ['ImportPlan', 'plan-p-2', 'p', { problems: '1', problem: 'NOT_A_WORKBOOK', cell: '–' }],
    ]);
    expect(refusalSentence(on.attempts[0]!.refusal, 'ru')).toBe(
      'Файл не принят. Проблем: 1; первая, ячейка E2: Не удаётся прочитать дату «…». Напишите так: 31.12.2026.',
    );
    expect(refusalSentence(on.attempts[1]!.refusal, 'en')).toBe(
      'The file was not taken over. Problems: 1; the first, in cell –: This is not an Excel workbook (.xlsx), or it is damaged. Save it in Excel as .xlsx and send it again.',
    );
  });

  test('without a draft to go into is refused', async () =>
    expect(await on.imports.run(caller(), ask('p-none', GOOD, { draft: undefined }))).toMatchObject({
      refused: 'UNKNOWN_PLAN',
    }));
});
