import { type Sql, statement } from '@baikoo/database';

/**
 * Flags with the status that they have in the end, from two parts of a statement: `flag_rows`, and `reading_rows` with
 * whatever those contradict. A contradiction ends with the retraction or correction of either side; only its own side is
 * a key of the flag's row, so that the other no longer stands is seen when the row is read.
 */
export const SETTLED: Sql = statement(`
  select id, reading_id, indicator_id, territory_id, rule, against, details, owner_organisation_id, raised_at,
         explanation, holds, resolved_by, resolved_at,
         case when status = 'OPEN' and against <> '[]' and not exists (
           select from reading_rows as other
           where flag.against ? other.id and other.status in ('PROVISIONAL', 'CONFIRMED')
         ) then 'MOOT' else status end as status
  from flag_rows as flag`);
