import { type LocalizedText, textIn } from '@baikoo/kernel';

type Named = { readonly id: string; readonly names: LocalizedText };

const HEAD = [
  ...['№', 'Направление', 'Задача', 'Мероприятие', 'Ожидаемый результат', 'Начало', 'Срок исполнения', 'Исполнитель'],
  ...['Соисполнители', 'Территория', 'Сумма, тыс. сом', 'Источник финансирования', 'Индикатор', 'Целевое значение'],
  'Источник проверки',
];
const TASK_ROWS = 20;
const DIRECTION_ROWS = 200;

/**
 * The matrix of a national plan as an office makes one: directions and tasks in merged cells, dates and amounts written
 * in several ways. The same numbers give the same matrix.
 */
export function planMatrix(
  rows: number,
  known: Record<'organisations' | 'territories' | 'indicators', readonly Named[]>,
) {
  const { organisations, territories, indicators } = known;
  const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
  // By id, because names may be of several.
  const named = (list: readonly Named[], i: number) => `${textIn(pick(list, i).names, 'ru')} [${pick(list, i).id}]`;
  const merges: number[][] = [];
  const below = (first: number, count: number, column: number) =>
    merges.push([first + 2, column, Math.min(first + count, rows) + 1, column]);
  const table = Array.from({ length: rows }, (_, i): (string | number)[] => {
    const [direction, task] = [Math.floor(i / DIRECTION_ROWS) + 1, (Math.floor(i / TASK_ROWS) % 10) + 1];
    if (i % DIRECTION_ROWS === 0) below(i, DIRECTION_ROWS, 2);
    if (i % TASK_ROWS === 0) below(i, TASK_ROWS, 3);
    const year = 2026 + (i % 3);
    return [
      i + 1,
      i % DIRECTION_ROWS === 0 ? `${direction}. Направление профилактики, выдуманное для замера, ${direction}` : '',
      i % TASK_ROWS === 0
        ? `${direction}/${task}. Задача направления ${direction}, выдуманная для замера, ${task}`
        : '',
      `Выдуманное мероприятие ${i + 1}: осветить дворы и подходы к школам, обучить участковых и провести обход`,
      `Дворы освещены, обход проведён не реже раза в квартал (${i + 1})`,
      i % 2 === 0 ? `01.0${(i % 9) + 1}.${year}` : '',
      pick([`31.12.${year}`, `IV квартал ${year}`, `${year} год`, `до конца ${year} г.`, `15 декабря ${year}`], i),
      named(organisations, i),
      i % 3 === 0 ? `${named(organisations, i + 1)}\n${named(organisations, i + 2)}` : '',
      i % 4 === 0 ? named(territories, i) : '',
      pick([`${i + 1}`, `${i + 1} 200,5`, `1,5 млн сом`, 'в рамках текущего финансирования'], i),
      pick(['республиканский бюджет', 'местный бюджет', 'доноры', ''], i),
      pick(indicators, i).id,
      '-',
      'Акт приёмки, фотографии, отчёт акимиата',
    ];
  });
  return { rows: [HEAD, ...table], merges };
}
