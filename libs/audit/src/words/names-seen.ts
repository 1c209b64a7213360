import { allOf, type Database, join, type Sql, sql } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import { reachesRepublic, type ReadingScope } from '@baikoo/kernel';
import { OF_MEASURE } from '@baikoo/measures';
import { ofVisiblePlan, visiblePlan } from '@baikoo/plans';
import type { Named } from './kinds.js';

/** Things that are not everybody's who reads data, with the conditions on those that a scope may see. */
const HIDDEN: Partial<Record<Named, (reading: ReadingScope) => Sql>> = {
  MEASURE: (reading) => sql`select id from measure where ${allOf(visible(reading, OF_MEASURE))}`,
  PLAN: (reading) => sql`select id from plan where ${allOf(visiblePlan(reading, undefined))}`,
  DIRECTION: (reading) => sql`select id from plan_direction where ${allOf(ofVisiblePlan(reading, undefined))}`,
  TASK: (reading) => sql`select id from plan_task where ${allOf(ofVisiblePlan(reading, undefined))}`,
  RISK: (reading) => sql`select id from risk where ${allOf(ofVisiblePlan(reading, undefined))}`,
};

/** Which of the things a reader may be told by name; undefined is a reader of everything. */
export async function findNamesSeen(
  db: Database,
  named: ReadonlyMap<Named, ReadonlySet<string>>,
  reading: ReadingScope | undefined,
): Promise<(kind: Named, id: string) => boolean> {
  if (reading === undefined || reachesRepublic(reading)) return () => true;
  const parts = [...named].flatMap(([kind, ids]) => {
    const seen = HIDDEN[kind]?.(reading);
    return seen ? [sql`select ${kind}::text as kind, id from (${seen}) as seen where id = any(${[...ids]})`] : [];
  });
  const rows = parts.length === 0 ? [] : await db.query<{ kind: Named; id: string }>(join(parts, ' union all '));
  const seen = new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
  return (kind, id) => HIDDEN[kind] === undefined || seen.has(`${kind} ${id}`);
}
