import { type Database, sql } from '@baikoo/database';
import type { CalendarDate } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';

/**
 * The time that the national plans with this section of the Concept cover together, the earliest first day to the last
 * day of the latest; undefined where no national plan has it. Drafts count: targets are drawn up with them.
 */
export async function findSpanOfDirection(
  db: Database,
  reference: string,
  asOf?: AsOf,
): Promise<{ from: CalendarDate; to: CalendarDate } | undefined> {
  const [span] = await db.query<{ from: CalendarDate | null; to: CalendarDate | null }>(sql`
    select min(starts_on) as "from", max(ends_on) as "to" from ${rowsOf('plan', asOf)}
    where kind = 'NATIONAL' and id in (
      select plan_id from ${rowsOf('plan_direction', asOf)} where reference = ${reference}
    )`);
  const { from, to } = span!;
  return from !== null && to !== null ? { from, to } : undefined;
}
