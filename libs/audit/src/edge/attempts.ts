import { Injectable } from '@nestjs/common';
import { allOf, Database, sql } from '@baikoo/database';
import { AttemptLog, type RefusedAttempt } from '@baikoo/edge';
import type { Moment } from '@baikoo/kernel';

/** Keeps refused commands beside the record: they leave a trace and never become facts (rule 9). */
@Injectable()
export class PostgresAttemptLog extends AttemptLog {
  constructor(private readonly db: Database) {
    super();
  }

  async record({ by, refusal, ...attempt }: RefusedAttempt): Promise<void> {
    await this.db.query(sql`
      insert into audit.refused_attempt (correlation_id, command_id, command, subject, actor_id,
                                         organisation_id, role_at_time, code, path, details)
      values (${attempt.correlationId}, ${attempt.commandId}, ${attempt.command}, ${attempt.subject},
              ${by?.personId ?? null}, ${by?.organisationId ?? null}, ${by?.role ?? null}, ${refusal.refused},
              ${refusal.path ?? null}, ${JSON.stringify(refusal.details ?? {})})`);
  }
}

export type AttemptView = {
  id: string;
  attemptedAt: Moment;
  correlationId: string;
  commandId: string;
  command: string;
  subject: string;
  actorId: string | null;
  organisationId: string | null;
  role: string | null;
  code: string;
  path: string | null;
  details: Record<string, string>;
};

/** Refused attempts, newest first. */
export const findAttempts = (
  db: Database,
  filter: { streams?: readonly string[]; correlationId?: string },
  limit: number,
) =>
  db.query<AttemptView>(sql`
    select id, attempted_at as "attemptedAt", correlation_id as "correlationId", command_id as "commandId", command,
           subject, actor_id as "actorId", organisation_id as "organisationId", role_at_time as "role", code, path, details
    from audit.refused_attempt
    where ${allOf([
      ...(filter.streams === undefined ? [] : [sql`subject = any(${filter.streams})`]),
      ...(filter.correlationId === undefined ? [] : [sql`correlation_id = ${filter.correlationId}`]),
    ])}
    order by id desc limit ${limit}`);
