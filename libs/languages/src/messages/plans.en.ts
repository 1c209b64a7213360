/** What an amendment changed in a plan. Keys are the part and what became of it. */
export const plansEn = {
  'PLAN.ADDED': 'The plan was adopted.',
  'PLAN.REMOVED': 'There was no plan before its adoption.',
  'PLAN.CHANGED': 'Title or period of the plan changed.',
  'DIRECTION.ADDED': 'Direction {name} added.',
  'DIRECTION.REMOVED': 'Direction {name} removed.',
  'DIRECTION.CHANGED': 'Direction {name} reworded.',
  'TASK.ADDED': 'Task {name} added.',
  'TASK.REMOVED': 'Task {name} removed.',
  'TASK.CHANGED': 'Task {name} reworded.',
  'MEASURE.ADDED': 'Measure "{name}" added.',
  'MEASURE.REMOVED': 'Measure "{name}" cancelled.',
  'MEASURE.CHANGED': 'Measure "{name}" reworded or given to others.',
} as const;

export type PlanSentence = keyof typeof plansEn;
