import { readFile } from 'node:fs/promises';
import { type PgDatabase, sql } from '@baikoo/database';

/** Linux counts the time of processes in hundredths of a second. */
const TICK_MS = 10;

/**
 * Processor time that PostgreSQL's processes for this database have had until now, in ms; undefined where the system does
 * not tell. Connections that end in between take their time with them.
 */
export async function serverTime(db: PgDatabase): Promise<number | undefined> {
  const processes = await db.query<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database()`,
  );
  try {
    const times = await Promise.all(
      processes.map(async ({ pid }) => {
        const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
        // After the name in brackets, which may hold anything: fields 14 and 15 are user and system time.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return Number(fields[11]) + Number(fields[12]);
      }),
    );
    return times.reduce((all, time) => all + time, 0) * TICK_MS;
  } catch {
    return undefined;
  }
}
