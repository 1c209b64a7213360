import { type Database, sql } from '@baikoo/database';

/** One at a time builds or verifies on a database; the others wait. Given up with the connection of a killed process. */
export async function withBuildingLock<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const session = await db.session({ long: true });
  try {
    await session.query(sql`select pg_advisory_lock(hashtextextended('baikoo builds read models', 0))`);
    return await work();
  } finally {
    await session.close();
  }
}
