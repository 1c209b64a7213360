import { type PgDatabase, sql } from '@baikoo/database';

/** Of how many events one is followed by a command that was refused, and one by a read that is kept. */
const ONE_IN = 20;

/** Refused commands and watched reads as many as a service has: none are generated, because they are no part of the record. */
export async function writeBeside(db: PgDatabase): Promise<void> {
  const [found] = await db.query(sql`select from audit.refused_attempt limit 1`);
  if (found) return;
  await db.query(sql`
    insert into audit.refused_attempt (attempted_at, correlation_id, command_id, command, subject, actor_id,
                                       organisation_id, role_at_time, code, details)
    select recorded_at, 'bench', 'bench', case when position % 100 = 0 then 'ExtendDeadline' else 'ReportProgress' end,
           stream, cause ->> 'actorId', cause ->> 'organisationId', cause ->> 'roleAtTime', 'NOT_YOURS', '{}'
    from record.event where position % ${ONE_IN} = 0 order by position`);
  await db.query(sql`
    insert into audit.sensitive_read (asked_at, correlation_id, kind, via, person_id, role_at_time, organisation_id, asked)
    select recorded_at, 'bench', 'OVERSIGHT', 'GRAPHQL', 'bench-auditor', 'AUDITOR', 'auditors',
           jsonb_build_array(jsonb_build_object('field', split_part(stream, '-', 1),
             'arguments', jsonb_build_object('id', substr(stream, strpos(stream, '-') + 1))))
    from record.event where position % ${ONE_IN} = 7 order by position`);
  await db.query(sql`analyze audit.refused_attempt, audit.sensitive_read`);
}
