import { Command } from 'commander';
import { findAttempts } from '@baikoo/audit';
import { sql } from '@baikoo/database';
import type { Installation } from '@baikoo/installation';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

export const traceCommand = new Command('trace')
  .argument('<correlationId>', 'from the x-correlation-id header of an answer, from the audit trail or from an error')
  .action((correlationId: string) => withInstallation((installation) => trace(installation, correlationId)));

async function trace({ db, store }: Installation, correlationId: string): Promise<void> {
  const events = await store.readCorrelation(correlationId);
  const attempts = await findAttempts(db, { correlationId }, 200);
  if (events.length === 0 && attempts.length === 0) throw new Error(`Nothing is known of ${correlationId}.`);
  for (const { attemptedAt, command, subject, actorId, code } of [...attempts].toReversed())
    console.log(`${attemptedAt}  refused   ${command} on ${subject} by ${actorId ?? 'nobody'}: ${code}`);
  for (const { recordedAt, position, type, stream, revision, cause } of events) {
    const because = cause.causationId ? ` because of ${cause.causationId}` : '';
    console.log(`${recordedAt}  position ${position}  ${type} (${stream}, ${revision}) by ${cause.actorId}${because}`);
  }
  const last = events.at(-1)?.position;
  if (last === undefined) return;
  const rows = await db.query<{ projection: string; position: string }>(
    sql`select projection, position from projection.checkpoint order by projection`,
  );
  for (const { projection, position } of rows)
    tell(`${projection} ${BigInt(position) >= last ? 'shows it' : 'does not show it yet'} (at ${position})`);
}
