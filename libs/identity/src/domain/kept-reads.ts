import type { Role } from './roles.js';

/** Whoever may see everything is seen doing so (domain.md, permission table: "own reads logged"). A default, not law. */
const KEPT: readonly Role[] = ['AUDITOR'];

export const keepsReadsOf = (role: string): boolean => (KEPT as readonly string[]).includes(role);
