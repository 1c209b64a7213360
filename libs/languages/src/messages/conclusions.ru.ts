import type { conclusionsEn } from './conclusions.en.js';

export const conclusionsRu: Record<keyof typeof conclusionsEn, string> = {
  GOOD: 'Верно: всё сходится.',
  CHANGED: 'Неверно: что-то было изменено. Не полагайтесь на это.',
  UNCHECKED: 'Проверить не удалось: данное для проверки не читается или его недостаточно.',
  NOT_BELIEVED:
    'Не заслуживает доверия: подписи названным вами ключом нет. Это не говорит ни о том, что что-то изменено, ни о том, что всё осталось прежним. Не полагайтесь на это.',
};
