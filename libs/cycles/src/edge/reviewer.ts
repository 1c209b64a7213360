import type { Caller } from '@baikoo/edge';
import { mayCommand } from '@baikoo/identity';
import type { Reviewer } from '../read/standing.filter.js';

/** The caller as a reviewer; one whose role does not review reaches nothing. */
export function reviewerOf({ by }: Pick<Caller, 'by'>): Reviewer {
  if (!by || !mayCommand(by.role, 'AcceptReport')) return { personId: '', organisationId: '', territoryId: null };
  const { personId, organisationId, territoryId } = by;
  return { personId, organisationId, territoryId };
}
