import type { bundlesEn } from './bundles.en.js';

export const bundlesRu: Record<keyof typeof bundlesEn, string> = {
  title: 'Аудиторский пакет журнала Baikoo',
  range: 'В нём события журнала с {first} по {last} без пропусков.',
  history:
    'В нём вся история {name} до контрольной точки: {count, plural, one {# событие} few {# события} many {# событий} other {# события}}.',
  histories: 'В нём полные истории {name} до контрольной точки, числом {count}.',
  map: 'В нём вся история карты страны, на которой стоит {name}, до контрольной точки: {count, plural, one {# событие} few {# события} many {# событий} other {# события}}.',
  checkpoint:
    'Контрольная точка: {size, plural, one {первое # событие} few {первые # события} many {первые # событий} other {первые # события}} журнала.',
  check:
    'Эти строки предназначены для чтения и ничего не доказывают: доказывают события ниже. Проверяет их команда baikoo verify-bundle. Номер · когда · что · орган:',
};
