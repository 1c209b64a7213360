import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { PgDatabase, sql } from '@baikoo/database';

/** The facts without which figures say nothing. The load before the run tells whether anything else was running. */
export async function printMachine(databaseUrl: string): Promise<void> {
  const db = new PgDatabase(databaseUrl, { max: 1 });
  const [row] = await db.query<{ version: string; fsync: string; commit: string; buffers: string }>(sql`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('shared_buffers') as buffers`);
  await db.close();
  const { version, fsync, commit, buffers } = row!;
  const processors = cpus();
  console.log(
    `${processors.length} × ${processors[0]?.model.trim() || 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
      `${platform()} ${release()}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}\n` +
      `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}, shared_buffers ${buffers}\n`,
  );
}
