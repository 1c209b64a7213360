import type { Actor } from '@baikoo/kernel';

/** Data about a person are read by themselves and by the secretariat, which keeps them. A default, configuration. */
export const readsPersonalDataOf = (by: Pick<Actor, 'personId' | 'role'>, personId: string): boolean =>
  by.personId === personId || by.role === 'COUNCIL_SECRETARIAT';
