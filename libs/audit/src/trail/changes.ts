import { isReadable, type Position, type Recorded } from '@baikoo/event-store';
import type { CalendarDate } from '@baikoo/kernel';
import type { AnyReadModel } from '@baikoo/projections';
import { onDate } from './on-date.js';

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

/** Columns of the facts of the map that say of which fact a row is: so does its name, in whose words the others are told. */
const OF_WHICH_FACT: ReadonlySet<string> = new Set(['territory_id', 'aspect']);

const isSilent = (row: string, field: string): boolean =>
  BOOKKEEPING.has(field) || (OF_WHICH_FACT.has(field) && row.startsWith('territory_fact/'));

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

/** A place of the record, and the date on which it is looked at from there. */
export type Standpoint = { readonly position: Position; readonly date: CalendarDate };

/** A row of a read model as it stood: what it says to people. */
export type RowState = { readonly row: string; readonly values: readonly Pick<Change, 'field' | 'after'>[] };

/** How the rows of a history stood at two places of it, and what differs: of all that happened in between, one change of each value. */
export function statesBetween(
  models: readonly AnyReadModel[],
  history: readonly Recorded[],
  from: Standpoint,
  to: Standpoint,
): Record<'before' | 'after', readonly RowState[]> & { readonly changes: readonly Change[] } {
  const [before, after] = [rowsAt(models, history, from), rowsAt(models, history, to)];
  const names = new Set([...before.keys(), ...after.keys()]);
  const states = (rows: ReadonlyMap<string, Row>) =>
    [...rows].map(([row, held]) => ({ row, values: differences(row, undefined, held) }));
  return {
    ...{ before: states(before), after: states(after) },
    changes: [...names].flatMap((name) => differences(name, before.get(name), after.get(name))),
  };
}

/** What a derived table holds was told by the tables that it is made from. */
const telling = (models: readonly AnyReadModel[]) =>
  models.filter(({ derived, table }) => !derived && !ECHOES.has(table));

function rowsAt(models: readonly AnyReadModel[], history: readonly Recorded[], at: Standpoint) {
  const rows = new Map<string, Row>();
  const told = telling(models);
  for (const event of history.filter((each) => isReadable(each) && each.position <= at.position))
    forEachRow(told, event, (model, id, name) => {
      const after = model.evolve(rows.get(name), event, id) as Row | undefined;
      if (after) rows.set(name, after);
      else rows.delete(name);
    });
  return new Map([...rows].map(([name, row]) => [name, onDate(name, row, at.date)]));
}

function differences(row: string, before: Row | undefined, after: Row | undefined): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return (
    [...fields]
      // What a fold leaves alone is the same object still.
      .filter((field) => !isSilent(row, field) && before?.[field] !== after?.[field])
      .map((field) => ({ row, field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
      .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
  );
}
