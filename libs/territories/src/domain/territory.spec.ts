import { actor, specify } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import type { TerritoryCommand } from './territory.commands.js';
import type { TerritoryEvent, Unit } from './territory.events.js';
import { territoryMap } from './territory.js';
import { EMPTY_MAP, evolveMap, mapOn } from './territory-map.js';

const { given } = specify(territoryMap);
const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z', inherited: [] };
const source = { title: 'SOATE 2021', reference: null };
/** Real units with their real codes; the mergers below are illustrative: no source names one. */
const unit = (territoryId: string, kind: Unit['kind'], parentId: string | null, ru: string): Unit => ({
  ...{ territoryId, kind, parentId, soate: territoryId, iso: territoryId.startsWith('KG') ? territoryId : null },
  ...{ names: { ru }, population: null, source },
});
const registered = (data: Unit & { validFrom?: string }): TerritoryEvent => ({ type: 'TerritoryRegistered', data });

const AK_BULUN = '41702205805000';
const AK_CHIY = '41702205808000';
const VILLAGE = '41702205805010';
const AK_SU = '41702205000000';
const JETI_OGUZ = '41702210000000';
const JALAL_ABAD = '41703410000010';
const NEW = '41702205999000';
const country = registered(unit('KG', 'COUNTRY', null, 'Кыргызская Республика'));
const issykKul = registered(unit('KG-Y', 'OBLAST', 'KG', 'Иссык-Кульская область'));
const jalalAbadOblast = registered(unit('KG-J', 'OBLAST', 'KG', 'Джалал-Абадская область'));
const map: readonly TerritoryEvent[] = [
  ...[country, issykKul, jalalAbadOblast],
  registered(unit(AK_SU, 'RAION', 'KG-Y', 'Ак-Суйский район')),
  registered(unit(JETI_OGUZ, 'RAION', 'KG-Y', 'Жети-Огузский район')),
  registered(unit(AK_BULUN, 'AYIL_AIMAK', AK_SU, 'Ак-Булунский айылный аймак')),
  registered(unit(AK_CHIY, 'AYIL_AIMAK', AK_SU, 'Ак-Чийский айылный аймак')),
  registered(unit(VILLAGE, 'VILLAGE', AK_BULUN, 'Ак-Булун')),
  registered(unit(JALAL_ABAD, 'OBLAST_CITY', 'KG-J', 'город Джалал-Абад')),
];

const basis = (changeId: string, effectiveOn: string) => ({
  ...{ changeId, effectiveOn, source, illustrative: true },
  legalAct: { titles: { ru: 'Закон об административно-территориальном устройстве' }, number: null, date: null },
});
const merge = (changeId: string, effectiveOn: string, more: object = {}): TerritoryCommand => ({
  ...{ type: 'MergeTerritories', ...basis(changeId, effectiveOn), ...who, mergedIds: [AK_BULUN, AK_CHIY] },
  ...{ successorId: NEW, successor: unit(NEW, 'AYIL_AIMAK', AK_SU, 'Объединённый айылный аймак'), placements: [] },
  ...more,
});
const rename = (effectiveOn: string, ru = 'город Манас', territoryId = JALAL_ABAD): TerritoryCommand => ({
  ...{ type: 'RenameTerritory', ...basis('manas', effectiveOn), ...who, territoryId, names: { ru } },
});
const repeal = (repealedChangeId: string, effectiveOn: string): TerritoryCommand => ({
  ...{ type: 'RepealTerritoryChange', ...basis(`no-${repealedChangeId}`, effectiveOn), ...who, repealedChangeId },
});

/** The history after commands that must all be accepted. */
function after(...commands: TerritoryCommand[]): readonly TerritoryEvent[] {
  const history = [...map];
  for (const command of commands) {
    const decision = territoryMap.decide(history.reduce(evolveMap, EMPTY_MAP), command);
    if ('refused' in decision) throw new Error(`${command.type} is refused: ${decision.refused}`);
    history.push(...decision);
  }
  return history;
}
const on = (history: readonly TerritoryEvent[], date: string) => mapOn(history.reduce(evolveMap, EMPTY_MAP), date);

describe('registering a territory', () => {
  const register = (of: Unit, validFrom?: string): TerritoryCommand => ({
    ...{ type: 'RegisterTerritory', ...of, ...who },
    ...(validFrom && { validFrom }),
  });
  const third = unit('41702205810000', 'AYIL_AIMAK', AK_SU, 'Боз-Учукский айылный аймак');

  test('one whose population nobody knows can be registered', () =>
    given(...map)
      .when(register(third))
      .yields(registered(third)));
  test('an id names one territory', () =>
    given(...map)
      .when(register(unit('KG-Y', 'OBLAST', 'KG', 'Снова')))
      .isRefused('ALREADY_REGISTERED', 'territoryId'));
  test('also one that an older version registered in a history of its own', () =>
    given()
      .when({ ...register(unit('KG-Y', 'OBLAST', 'KG', 'Снова')), inherited: map })
      .isRefused('ALREADY_REGISTERED', 'territoryId'));
  test('fewer than no people live nowhere', () =>
    given(...map)
      .when(register({ ...third, population: { count: -1, source: 'census' } }))
      .isRefused('NEGATIVE_COUNT', 'population.count'));
  test('what it lies in must be known', () =>
    given(...map)
      .when(register({ ...third, parentId: 'nowhere' }))
      .isRefused('UNKNOWN_TERRITORY', 'parentId'));
  test('two that exist at once do not share a code', () =>
    given(...map)
      .when(register({ ...third, soate: AK_CHIY }))
      .isRefused('CODE_TAKEN', 'soate'));
  test('the code of an abolished one is free for one that begins later', () =>
    given(...after(merge('m', '2025-01-01')))
      .when(register({ ...third, soate: AK_CHIY }, '2025-02-01'))
      .yields({ ...registered({ ...third, soate: AK_CHIY, validFrom: '2025-02-01' }) }));
  test('an ayil aimak lies in a raion, and only a country in nothing', () => {
    const { isRefused } = given(...map).when(register({ ...third, parentId: 'KG-Y' }));
    isRefused('WRONG_LEVEL', 'parentId');
    given(...map)
      .when(register({ ...third, parentId: null }))
      .isRefused('WRONG_LEVEL', 'parentId');
  });
  test('there is one country', () =>
    given(...map)
      .when(register(unit('KG2', 'COUNTRY', null, 'Другая')))
      .isRefused('COUNTRY_EXISTS'));
});

describe('renaming', () => {
  test('the city of Jalal-Abad is Manas from the date of the law, and was Jalal-Abad until then', () => {
    const history = after(rename('2025-09-10'));
    expect(on(history, '2025-09-09').get(JALAL_ABAD)?.names).toEqual({ ru: 'город Джалал-Абад' });
    expect(on(history, '2025-09-10').get(JALAL_ABAD)?.names).toEqual({ ru: 'город Манас' });
  });
  test('to the same name changes nothing', () =>
    given(...map)
      .when(rename('2025-09-10', 'город Джалал-Абад'))
      .isRefused('NOTHING_CHANGES', 'names'));
  test('of a territory that nobody knows or that does not exist then is refused', () => {
    given(...map)
      .when(rename('2025-09-10', 'Манас', 'nowhere'))
      .isRefused('UNKNOWN_TERRITORY', 'territoryId');
    given(...after(merge('m', '2025-01-01')))
      .when(rename('2025-09-10', 'Манас', AK_CHIY))
      .isRefused('TERRITORY_NOT_ACTIVE', 'territoryId');
    given(...after(merge('m', '2025-01-01')))
      .when(rename('2024-12-31', 'Манас', NEW))
      .isRefused('TERRITORY_NOT_ACTIVE', 'territoryId');
  });
  test('that was recorded late stands before one of a later date', () => {
    const later = after(rename('2025-09-10'), { ...rename('2020-01-01', 'Ханабад'), ...{ changeId: 'earlier' } });
    expect(on(later, '2025-09-10').get(JALAL_ABAD)?.names).toEqual({ ru: 'город Манас' });
    expect(on(later, '2021-01-01').get(JALAL_ABAD)?.names).toEqual({ ru: 'Ханабад' });
  });
  test('under the number of another change is refused', () =>
    given(...after(rename('2025-09-10')))
      .when(rename('2026-01-01', 'Ещё одно имя'))
      .isRefused('CHANGE_EXISTS', 'changeId'));
});

describe('moving into another territory', () => {
  const move = (territoryId: string, parentId: string): TerritoryCommand => ({
    ...{ type: 'ReparentTerritory', ...basis('move', '2025-01-01'), ...who, territoryId, parentId },
  });
  test('an aimak lies in its new raion from the date, with all that lies in it', () => {
    const history = after(move(AK_BULUN, JETI_OGUZ));
    expect(on(history, '2024-12-31').get(AK_BULUN)?.parentId).toBe(AK_SU);
    expect(on(history, '2025-01-01').get(AK_BULUN)?.parentId).toBe(JETI_OGUZ);
    expect(on(history, '2025-01-01').get(VILLAGE)?.parentId).toBe(AK_BULUN);
  });
  test('into one where it already lies, or of a level that does not fit, is refused', () => {
    given(...map)
      .when(move(AK_BULUN, AK_SU))
      .isRefused('NOTHING_CHANGES', 'parentId');
    given(...map)
      .when(move(AK_BULUN, 'KG-Y'))
      .isRefused('WRONG_LEVEL', 'parentId');
    given(...map)
      .when(move('KG-Y', AK_SU))
      .isRefused('WRONG_LEVEL', 'parentId');
  });
});

describe('a merger (illustrative)', () => {
  const history = after(merge('m', '2025-01-01'));
  test('is one fact that names every unit concerned', () =>
    expect(history.at(-1)).toMatchObject({
      type: 'TerritoriesMerged',
      data: { mergedIds: [AK_BULUN, AK_CHIY], successorId: NEW, placements: [{ territoryId: VILLAGE, parentId: NEW }] },
    }));
  test('leaves the old map until its date, and one unit for two from then on', () => {
    const [before, then] = [on(history, '2024-12-31'), on(history, '2025-01-01')];
    expect([before.get(AK_BULUN)?.active, before.get(NEW)]).toEqual([true, undefined]);
    expect([then.get(AK_BULUN)?.active, then.get(AK_CHIY)?.active, then.get(NEW)?.active]).toEqual([
      false,
      false,
      true,
    ]);
    expect([before.get(VILLAGE)?.parentId, then.get(VILLAGE)?.parentId]).toEqual([AK_BULUN, NEW]);
    expect(then.get(AK_BULUN)?.successorIds).toEqual([NEW]);
  });
  test('can be into an existing unit, and a village can go elsewhere', () => {
    const into = merge('m', '2025-01-01', {
      ...{ mergedIds: [AK_BULUN], successorId: AK_CHIY, successor: null },
      placements: [{ territoryId: VILLAGE, parentId: AK_CHIY }],
    });
    expect(on(after(into), '2025-01-01').get(VILLAGE)?.parentId).toBe(AK_CHIY);
  });
  test.each<[string, object, Parameters<ReturnType<ReturnType<typeof given>['when']>['isRefused']>[0]]>([
    ['of one unit alone', { mergedIds: [AK_BULUN] }, 'TOO_FEW_TERRITORIES'],
    ['of a unit with itself', { mergedIds: [AK_BULUN, AK_BULUN] }, 'NAMED_TWICE'],
    ['into a unit that is merged', { mergedIds: [AK_BULUN], successorId: AK_BULUN, successor: null }, 'NAMED_TWICE'],
    ['into two units', { successorId: AK_SU }, 'NAMED_TWICE'],
    ['of an unknown unit', { mergedIds: [AK_BULUN, 'nowhere'] }, 'UNKNOWN_TERRITORY'],
    ['into an unknown unit', { successorId: 'nowhere', successor: null }, 'UNKNOWN_TERRITORY'],
    ['that places what lies elsewhere', { placements: [{ territoryId: JALAL_ABAD, parentId: NEW }] }, 'NOT_A_CHILD'],
    [
      'that places a village in an abolished unit',
      { placements: [{ territoryId: VILLAGE, parentId: AK_CHIY }] },
      'PARENT_NOT_ACTIVE',
    ],
    [
      'into a unit with the code of another',
      { successor: { ...unit(NEW, 'AYIL_AIMAK', AK_SU, 'Новый'), soate: AK_SU } },
      'CODE_TAKEN',
    ],
    ['into an aimak that lies in an oblast', { successor: unit(NEW, 'AYIL_AIMAK', 'KG-Y', 'Новый') }, 'WRONG_LEVEL'],
  ])('%s is refused', (_, more, code) =>
    given(...map)
      .when(merge('m', '2025-01-01', more))
      .isRefused(code),
  );
  test('of units that an earlier merger ended is refused', () =>
    given(...history)
      .when(merge('m2', '2025-06-01', { successorId: 'x', successor: unit('x', 'AYIL_AIMAK', AK_SU, 'x') }))
      .isRefused('TERRITORY_NOT_ACTIVE', 'mergedIds'));
});

describe('the repeal of a merger', () => {
  const history = after(merge('m', '2025-01-01'), repeal('m', '2026-03-01'));
  test('brings the units of before back from its date, and not earlier', () => {
    const state = (date: string) => [AK_BULUN, AK_CHIY, NEW].map((id) => on(history, date).get(id)?.active ?? false);
    expect(state('2024-12-31')).toEqual([true, true, false]);
    expect(state('2025-06-01')).toEqual([false, false, true]);
    expect(state('2026-03-01')).toEqual([true, true, false]);
    expect(on(history, '2026-03-01').get(VILLAGE)?.parentId).toBe(AK_BULUN);
    expect(on(history, '2026-03-01').get(NEW)?.successorIds).toEqual([AK_BULUN, AK_CHIY]);
  });
  test('on its own date corrects it: it never held', () =>
    expect(on(after(merge('m', '2025-01-01'), repeal('m', '2025-01-01')), '2025-06-01').get(AK_CHIY)?.active).toBe(
      true,
    ));
  test('before it held, twice, of a repeal or of nothing is refused', () => {
    const merged = after(merge('m', '2025-01-01'));
    given(...merged)
      .when(repeal('m', '2024-12-31'))
      .isRefused('REPEALED_TOO_EARLY', 'effectiveOn');
    given(...history)
      .when({ ...repeal('m', '2026-04-01'), changeId: 'again' } as TerritoryCommand)
      .isRefused('ALREADY_REPEALED', 'repealedChangeId');
    given(...history)
      .when(repeal('no-m', '2026-04-01'))
      .isRefused('NOT_REPEALABLE', 'repealedChangeId');
    given(...map)
      .when(repeal('m', '2026-04-01'))
      .isRefused('UNKNOWN_CHANGE', 'repealedChangeId');
  });
  test('is refused while something lies in the unit that would cease', () => {
    const village = unit('41702205999010', 'VILLAGE', NEW, 'Новое село');
    const settled = after(merge('m', '2025-01-01'), {
      ...{ type: 'RegisterTerritory', ...village, ...who, validFrom: '2025-05-01' },
    });
    given(...settled)
      .when(repeal('m', '2026-03-01'))
      .isRefused('PARENT_NOT_ACTIVE');
  });
});

describe('a division (illustrative)', () => {
  const parts = [unit('p1', 'AYIL_AIMAK', AK_SU, 'Первый'), unit('p2', 'AYIL_AIMAK', AK_SU, 'Второй')];
  const split = (more: object = {}): TerritoryCommand => ({
    ...{ type: 'SplitTerritory', ...basis('s', '2025-01-01'), ...who, territoryId: AK_BULUN, abolished: true, parts },
    ...{ placements: [{ territoryId: VILLAGE, parentId: 'p2' }] },
    ...more,
  });
  test('ends the unit and names its successors', () => {
    const then = on(after(split()), '2025-01-01');
    expect(then.get(AK_BULUN)).toMatchObject({ active: false, successorIds: ['p1', 'p2'] });
    expect(then.get(VILLAGE)?.parentId).toBe('p2');
  });
  test('can leave the unit without one of its parts', () =>
    expect(
      on(after(split({ abolished: false, parts: [parts[0]], placements: [] })), '2025-01-01').get(AK_BULUN)?.active,
    ).toBe(true));
  test('must say where everything goes, and into at least two', () => {
    given(...map)
      .when(split({ placements: [] }))
      .isRefused('CHILD_WITHOUT_PLACE', 'placements');
    given(...map)
      .when(split({ parts: [parts[0]] }))
      .isRefused('TOO_FEW_TERRITORIES', 'parts');
  });
  test('that is repealed gives everything back', () => {
    const then = on(after(split(), repeal('s', '2026-01-01')), '2026-01-01');
    expect([then.get(AK_BULUN)?.active, then.get('p1')?.active]).toEqual([true, false]);
    expect(then.get('p1')?.successorIds).toEqual([AK_BULUN]);
    expect(then.get(VILLAGE)?.parentId).toBe(AK_BULUN);
  });
});

describe('abolishing', () => {
  const abolish = (territoryId: string): TerritoryCommand => ({
    ...{ type: 'AbolishTerritory', ...basis('a', '2025-01-01'), ...who, territoryId },
  });
  test('a village that nobody lives in ends it', () =>
    expect(on(after(abolish(VILLAGE)), '2025-01-01').get(VILLAGE)?.active).toBe(false));
  test('a unit in which another lies is refused', () =>
    given(...map)
      .when(abolish(AK_BULUN))
      .isRefused('PARENT_NOT_ACTIVE'));
});
