import type { SigningBook } from './signing-book.js';
import type { NotaryTrouble } from './trouble.js';

/** How the newest checkpoint stands. */
export type CheckpointState = {
  /** Events under it; undefined while nothing was signed. */
  readonly size: number | undefined;
  /** Since it was signed, in milliseconds. */
  readonly ageMs: number | undefined;
  /** OVERDUE: something was recorded since, and nobody has signed it for twice as long as agreed. */
  readonly trouble: NotaryTrouble | 'OVERDUE' | undefined;
};

/** From the book: right whichever process signs. */
export async function checkpointState(
  book: SigningBook,
  { size: kept }: { readonly size: number },
  everyMs: number,
): Promise<CheckpointState> {
  const [newest, known] = [await book.findNewest(), await book.trouble()];
  const ageMs = newest && Math.max(0, Date.now() - Date.parse(newest.signedAt));
  const isOverdue = newest !== undefined && kept > newest.size && (ageMs ?? 0) > 2 * everyMs;
  return { size: newest?.size, ageMs, trouble: known?.trouble ?? (isOverdue ? 'OVERDUE' : undefined) };
}
