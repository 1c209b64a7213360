import type { Caller } from '@baikoo/edge';

/**
 * A caller who notices being looked at: whatever reads the person or the request itself makes the answer personal, so
 * that a resolver which begins to depend on them can never leak one person's answer to another.
 */
export function impersonal(caller: Caller): { readonly caller: Caller; isPersonal(): boolean } {
  let personal = false;
  const watched = <Of extends object>(of: Of, names: readonly (keyof Of)[]): Of => {
    const copy = { ...of };
    for (const name of names)
      Object.defineProperty(copy, name, {
        enumerable: true,
        get: () => {
          personal = true;
          return of[name];
        },
      });
    return copy;
  };
  const by = caller.by && watched(caller.by, ['personId']);
  return {
    caller: watched({ ...caller, by }, ['personId', 'correlationId', 'at']),
    isPersonal: () => personal,
  };
}
