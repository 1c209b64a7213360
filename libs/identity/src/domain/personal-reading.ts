import type { Actor } from '@baikoo/kernel';
import { isForRepublic, type Role } from './roles.js';

/**
 * Data about a person are read by themselves and by the secretariat, which keeps them for the whole republic: people are of
 * no territory, so a mandate for a part of it reads none of them. A default, configuration.
 */
export const readsPersonalDataOf = (by: Pick<Actor, 'personId' | 'role' | 'territoryId'>, personId: string): boolean =>
  by.personId === personId || (by.role === 'COUNCIL_SECRETARIAT' && isForRepublic(by));

/** Those who may see all that happened, and answer for it, are told who somebody in office was. A default, configuration. */
const TOLD_NAMES: readonly Role[] = ['COUNCIL_SECRETARIAT', 'AUDITOR'];

/** Whether the role is told the names and offices of people beside their ids; phones and addresses are not part of it. */
export const readsNames = ({ role }: Pick<Actor, 'role'>): boolean => (TOLD_NAMES as readonly string[]).includes(role);
