import { compare, type DecimalString, sum } from '@baikoo/kernel';
import type { Item, ItemFinding } from './submission.events.js';

/** What is known of a measure before the report that is being written. */
export type MeasureBefore = {
  readonly percent: number | null;
  /** Of each funding line: allocated in all, and spent without what this report said before. */
  readonly lines: readonly { readonly id: string; readonly allocated: DecimalString; readonly spent: DecimalString }[];
};

/**
 * Soft checks of what is reported about a measure: PROGRESS_DECREASED and SPENT_ABOVE_ALLOCATION are accepted but have
 * to be explained. (Progress of 100 without a claim of completion is looked for when the report is submitted.)
 */
export function checkItem(item: Item, before: MeasureBefore): readonly ItemFinding[] {
  if (item.kind === 'PROGRESS' && before.percent !== null && item.percent < before.percent)
    return [
      { rule: 'PROGRESS_DECREASED', details: { before: String(before.percent), reported: String(item.percent) } },
    ];
  if (item.kind === 'EXPENDITURE') {
    const line = before.lines.find(({ id }) => id === item.lineId);
    const total = line && sum([line.spent, item.amount]);
    if (line && total && compare(total, line.allocated) > 0)
      return [{ rule: 'SPENT_ABOVE_ALLOCATION', details: { allocated: line.allocated, spent: total } }];
  }
  return [];
}
