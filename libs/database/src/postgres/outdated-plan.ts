import pg from 'pg';

/** A prepared statement whose tables have other columns now: a read model was rebuilt and took its table's place. */
export const isOutdatedPlan = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.message.includes('cached plan');
