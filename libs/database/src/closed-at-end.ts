/** Given by test/environment.mjs, which closes what is open when a spec ends, however it ends. */
declare global {
  var baikooOpened: (close: () => Promise<unknown>) => void;
  var baikooClosed: (close: () => Promise<unknown>) => void;
}

/** Closes it when the spec ends, unless it is forgotten before. */
export function atEndOfSpec(close: () => Promise<unknown>): () => void {
  globalThis.baikooOpened(close);
  return () => globalThis.baikooClosed(close);
}

/**
 * For what a spec opens: how it is closed, once, and where nobody has done so, at the end of the spec. `hurriedly` closes
 * what may be in the middle of something, because its spec has timed out.
 */
export function closedAtEnd(close: () => Promise<void>, hurriedly = close): () => Promise<void> {
  const forget = atEndOfSpec(hurriedly);
  let closing: Promise<void> | undefined;
  return () => (closing ??= close().finally(forget));
}
