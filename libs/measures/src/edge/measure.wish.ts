import type { Without } from '@baikoo/kernel';
import type { MeasureCommand } from '../domain/measure.commands.js';

/** What a caller says; what the measure must know of plans, other measures and mandates is looked up here. */
export type MeasureWish = Without<
  MeasureCommand,
  'plan' | 'plans' | 'withinMandate' | 'keepsPlans' | 'carriesOut' | 'receiving' | 'reallocationId' | 'largestAct'
> & { readonly reallocationId?: string };
