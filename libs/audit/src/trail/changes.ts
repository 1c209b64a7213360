import { isReadable, type Position, type Recorded } from '@baikoo/event-store';
import type { AnyReadModel } from '@baikoo/projections';

/** A value that an event changed. Both sides are JSON values; undefined is "there was none". */
export type Change = {
  readonly row: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** Of a row's own bookkeeping, which says nothing to a reader of the trail. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  ...['id', 'revision', 'place', 'since', 'search_text', 'changed_at', 'granted_at', 'registered_at'],
]);
/** Tables that say to somebody else, in another form, what the fact itself says. */
const ECHOES: ReadonlySet<string> = new Set(['notice']);

type Row = Readonly<Record<string, unknown>>;

/**
 * What each event of a history changed: the folds that make the read models, run once more over this one history,
 * with the rows compared before and after. What people read as current state and what the trail says therefore
 * cannot disagree. Of an event that this build does not know or cannot read nobody can tell what it changed: its list is
 * empty, and so is that of one that is not asked about.
 */
export function changesOf(
  models: readonly AnyReadModel[],
  history: readonly Recorded[],
  isAsked: (event: Recorded) => boolean = () => true,
): readonly (readonly Change[])[] {
  const told = telling(models);
  const asked = history.map((event) => isReadable(event) && isAsked(event));
  // Of long histories a page asks about a few events: no other rows are folded than those that these touch.
  const wanted = new Set<string>();
  history.forEach((event, i) => {
    if (asked[i]) forEachRow(told, event, (_, __, name) => wanted.add(name));
  });
  const rows = new Map<string, Row>();
  return history.map((event, i) => {
    const changes: Change[] = [];
    if (isReadable(event))
      forEachRow(told, event, (model, id, name) => {
        if (!wanted.has(name)) return;
        const before = rows.get(name);
        const after = model.evolve(before, event, id) as Row | undefined;
        if (after) rows.set(name, after);
        else rows.delete(name);
        if (asked[i]) changes.push(...differences(name, before, after));
      });
    return changes;
  });
}

/** Each row that an event touches, by its table and id. */
function forEachRow(
  models: readonly AnyReadModel[],
  event: Recorded,
  visit: (model: AnyReadModel, id: string, name: string) => void,
): void {
  for (const model of models) for (const id of model.keys(event)) visit(model, id, `${model.table}/${id}`);
}

/** What differs between two places of a history: everything that happened in between, as one change of each value. */
export function differenceBetween(
  models: readonly AnyReadModel[],
  history: readonly Recorded[],
  from: Position,
  to: Position,
): readonly Change[] {
  const [before, after] = [rowsAt(models, history, from), rowsAt(models, history, to)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => differences(name, before.get(name), after.get(name)));
}

/** A row of a read model as it stood: what it says to people. */
export type RowState = { readonly row: string; readonly values: readonly Pick<Change, 'field' | 'after'>[] };

/** How the rows of a history stood at two places of it. */
export function rowsBetween(
  models: readonly AnyReadModel[],
  history: readonly Recorded[],
  from: Position,
  to: Position,
): { readonly before: readonly RowState[]; readonly after: readonly RowState[] } {
  const states = (upTo: Position) =>
    [...rowsAt(models, history, upTo)].map(([row, held]) => ({ row, values: differences(row, undefined, held) }));
  return { before: states(from), after: states(to) };
}

/** What a derived table holds was told by the tables that it is made from. */
const telling = (models: readonly AnyReadModel[]) =>
  models.filter(({ derived, table }) => !derived && !ECHOES.has(table));

function rowsAt(models: readonly AnyReadModel[], history: readonly Recorded[], upTo: Position) {
  const rows = new Map<string, Row>();
  const told = telling(models);
  for (const event of history.filter((each) => isReadable(each) && each.position <= upTo))
    forEachRow(told, event, (model, id, name) => {
      const after = model.evolve(rows.get(name), event, id) as Row | undefined;
      if (after) rows.set(name, after);
      else rows.delete(name);
    });
  return rows;
}

function differences(row: string, before: Row | undefined, after: Row | undefined): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return (
    [...fields]
      // What a fold leaves alone is the same object still.
      .filter((field) => !BOOKKEEPING.has(field) && before?.[field] !== after?.[field])
      .map((field) => ({ row, field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
      .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
  );
}
