import { isSameItem, type Item, itemIdOf } from '@baikoo/cycles';
import type { FileProblem } from '@baikoo/languages';
import { type Place, type Problem, problem, type Warning } from '../problem.js';
import { type Field, FIELDS, filledFrom, type FormRow, itemsFrom } from './form.js';
import type { ReadForm } from './read-form.js';

/** One thing that the form changes in the report. */
export type Change = {
  readonly item: Item | undefined;
  readonly itemId: string;
  readonly placeOf: (field?: string) => Place;
};

export type Changes = {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
};

/**
 * What a form that came back changes. A row that nobody touched changes nothing, whatever happened since; `isStillOpen`
 * tells whether its subject is still reported on.
 */
export function changesOf(form: ReadForm, held: readonly Item[], isStillOpen: (row: FormRow) => boolean): Changes {
  const problems = [...form.problems];
  const warnings: Warning[] = [];
  const changes: Change[] = [];
  for (const { row, filled, placeOf } of form.read) {
    const isTouched = FIELDS[row.kind].some((field) => (filled[field] ?? '') !== (row.made[field] ?? ''));
    if (!isTouched) continue;
    const say = (field: Field, code: FileProblem, details: Record<string, string>) =>
      void problems.push(problem(placeOf(field), code, details));
    const first: Field = FIELDS[row.kind].find((field) => filled[field] !== row.made[field]) ?? FIELDS[row.kind][0];
    if (!isStillOpen(row)) {
      say(first, 'SUBJECT_CHANGED', { title: row.title.slice(0, 200) });
      continue;
    }
    const { items, unreadable } = itemsFrom(row, filled, held);
    for (const { field, code, text } of unreadable)
      say(field, code, { text: text.slice(0, 100), column: `form.${field}` });
    if (unreadable.length > 0) continue;
    const now = filledFrom(row, held);
    const movedOn = FIELDS[row.kind].some((field) => (now[field] ?? '') !== (row.made[field] ?? ''));
    const ids = new Set([...items, ...itemsFrom(row, row.made, held).items].map(itemIdOf));
    for (const itemId of ids) {
      const [wanted, standing] = [items, held].map((list) => list.find((item) => itemIdOf(item) === itemId));
      if (wanted && standing ? isSameItem(wanted, standing) : wanted === standing) continue;
      if (movedOn)
        warnings.push({ ...placeOf(first), code: 'CHANGED_MEANWHILE', details: { title: row.title.slice(0, 200) } });
      const fields: readonly string[] = FIELDS[row.kind];
      changes.push({
        item: wanted,
        itemId,
        placeOf: (field) => placeOf(field && fields.includes(field) ? (field as Field) : first),
      });
    }
  }
  return { changes, problems, warnings };
}
