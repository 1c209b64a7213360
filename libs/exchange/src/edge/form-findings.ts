import { type Item, type ItemFinding, itemIdOf, type SubmissionEvent } from '@baikoo/cycles';
import type { EventStore, Recorded } from '@baikoo/event-store';
import { checkReading } from '@baikoo/indicators';
import { type CalendarDate, isRefusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { Change } from '../forms/changes.js';
import { itemsFrom } from '../forms/form.js';
import type { ReadRow } from '../forms/read-form.js';
import { ruleProblem } from '../import/resolve.js';
import { type Place, type Problem, type Warning } from '../problem.js';

const NOWHERE: Place = { sheet: '', cell: null };

/** What stands or would stand in a report, and where the form speaks of it. */
export type Reported = {
  readonly changes: readonly Change[];
  readonly rows: readonly ReadRow[];
  /** As the rehearsal recorded it. */
  readonly rehearsed: readonly Recorded[];
  readonly held: readonly { readonly item: Item; readonly findings: readonly ItemFinding[] }[];
};

/** Everything that the checks found about these items, each by the cell in which it can be explained. */
export function unexplained(itemIds: readonly string[], reported: Reported): readonly Warning[] {
  return itemIds.flatMap((itemId) => {
    const place = placeOf(itemId, reported);
    const column = 'form.explanation';
    return findingsOf(itemId, reported).map((rule) => ({
      ...place,
      ...{ code: 'EXPLANATION_NEEDED' as const, details: { rule, column } },
    }));
  });
}

/** Items of the form that have something to explain and do not; of a report that is not submitted yet, a hint. */
export function unexplainedChanges(reported: Reported): readonly Warning[] {
  const silent = reported.changes.filter(({ item, itemId }) => {
    return item && !item.explanation && reportedAs(itemId, reported).length > 0;
  });
  return unexplained(
    silent.map(({ itemId }) => itemId),
    reported,
  );
}

/** What the handler found when it recorded the item, in the rehearsal or before. */
function reportedAs(itemId: string, { rehearsed, held }: Reported): readonly ItemFinding[] {
  const [last] = (rehearsed as readonly Recorded<SubmissionEvent>[])
    .flatMap((event) => (event.type === 'ItemReported' && event.data.itemId === itemId ? [event.data] : []))
    .toReversed();
  return last ? (last.findings ?? []) : (held.find(({ item }) => itemIdOf(item) === itemId)?.findings ?? []);
}

function findingsOf(itemId: string, reported: Reported): readonly string[] {
  const found = reportedAs(itemId, reported).map(({ rule }) => rule);
  // Of a report as a whole only this is asked besides.
  if (found.length === 0) return [itemId.startsWith('PROGRESS.') ? 'COMPLETION_NOT_CLAIMED' : 'UNEXPLAINED'];
  return found;
}

function placeOf(itemId: string, { changes, rows }: Reported): Place {
  const change = changes.find((candidate) => candidate.itemId === itemId);
  if (change) return change.placeOf('explanation');
  const row = rows.find(({ row }) => itemsFrom(row, row.made, []).items.some((item) => itemIdOf(item) === itemId));
  return row?.placeOf('explanation') ?? NOWHERE;
}

/** Readings that no report could make a fact: told now, by their cells, instead of when the report is taken over. */
export async function impossibleReadings(
  store: EventStore,
  changes: readonly Change[],
  about: { readonly submissionId: string; readonly territoryId: string; readonly today: CalendarDate },
): Promise<readonly Problem[]> {
  const { submissionId, territoryId, today } = about;
  const problems: Problem[] = [];
  for (const { item, placeOf } of changes) {
    if (item?.kind !== 'READING') continue;
    const asked = { ...item, definitionVersion: null, submissionId, territoryId };
    const answer = await checkReading(store, asked, today);
    if (isRefusal<RefusalCode>(answer))
      problems.push(ruleProblem(placeOf(answer.path?.split('.')[0]), answer.refused, answer.details));
  }
  return problems;
}
