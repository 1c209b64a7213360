import type { PlanSentence } from './plans.en.js';

export const plansRu: Record<PlanSentence, string> = {
  'PLAN.ADDED': 'План утверждён.',
  'PLAN.REMOVED': 'До утверждения плана не было.',
  'PLAN.CHANGED': 'Изменено название или срок плана.',
  'DIRECTION.ADDED': 'Добавлено направление {name}.',
  'DIRECTION.REMOVED': 'Исключено направление {name}.',
  'DIRECTION.CHANGED': 'Изменена формулировка направления {name}.',
  'TASK.ADDED': 'Добавлена задача {name}.',
  'TASK.REMOVED': 'Исключена задача {name}.',
  'TASK.CHANGED': 'Изменена формулировка задачи {name}.',
  'MEASURE.ADDED': 'Добавлено мероприятие «{name}».',
  'MEASURE.REMOVED': 'Отменено мероприятие «{name}».',
  'MEASURE.CHANGED': 'Мероприятие «{name}» изложено иначе или передано другим.',
};
