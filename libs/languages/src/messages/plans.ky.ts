import type { PlanSentence } from './plans.en.js';

/** Machine-made: a Kyrgyz speaker still has to confirm the wording. */
export const plansKy: Record<PlanSentence, string> = {
  'PLAN.ADDED': 'План бекитилди.',
  'PLAN.REMOVED': 'Бекитилгенге чейин план болгон эмес.',
  'PLAN.CHANGED': 'Пландын аталышы же мөөнөтү өзгөртүлдү.',
  'DIRECTION.ADDED': '{name} багыты кошулду.',
  'DIRECTION.REMOVED': '{name} багыты алынып салынды.',
  'DIRECTION.CHANGED': '{name} багытынын аталышы өзгөртүлдү.',
  'TASK.ADDED': '{name} милдети кошулду.',
  'TASK.REMOVED': '{name} милдети алынып салынды.',
  'TASK.CHANGED': '{name} милдетинин аталышы өзгөртүлдү.',
  'MEASURE.ADDED': '«{name}» иш-чарасы кошулду.',
  'MEASURE.REMOVED': '«{name}» иш-чарасы жокко чыгарылды.',
  'MEASURE.CHANGED': '«{name}» иш-чарасы башкача жазылды же башкаларга берилди.',
};
