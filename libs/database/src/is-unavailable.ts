import { types } from 'node:util';

/**
 * What PostgreSQL or the network says when the database is away, starting, stopping, out of room or time, or had to give
 * up one of two transactions: connection (08), rollback (40), resources (53), locks, operator (57), system (58).
 */
const UNAVAILABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08\w{3}|40\w{3}|53\w{3}|55P03|57\w{3}|58\w{3})$/;

/** What `pg` says without a code. */
const LOST =
  /Connection terminated|timeout exceeded|timeout expired|Query read timeout|Client has encountered a connection error|not queryable/;

/** Another store that the program needs is away. For adapters whose clients say it in their own words. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Whether a fault is the database's and passes: trying the same again later can help, and nothing was wrong with it. */
export function isUnavailable(fault: unknown): boolean {
  // Not `instanceof`: what the network says may come from another realm, as it does under Jest.
  if (!types.isNativeError(fault)) return false;
  const { code, errors } = fault as NodeJS.ErrnoException & { readonly errors?: unknown };
  if (fault instanceof Unavailable) return true;
  const isOne = UNAVAILABLE.test(String(code)) || LOST.test(fault.message);
  // Several addresses of one name were tried.
  return isOne || (Array.isArray(errors) && errors.some(isUnavailable));
}

/** Whether PostgreSQL found no room for what it had to write: nothing was written, and reading goes on. */
export const isDiskFull = (fault: unknown): boolean =>
  types.isNativeError(fault) && (fault as NodeJS.ErrnoException).code === '53100';
