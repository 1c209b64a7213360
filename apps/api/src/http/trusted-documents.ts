import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The manifest of Apollo's persisted-query tools, or a plain object from hash to text as Relay's compiler writes it. */
const FILE = z.union([
  z.object({ operations: z.array(z.object({ body: z.string() })) }),
  z.record(z.string(), z.string()),
]);

/**
 * Questions that the operator has looked at. They may be asked by their SHA-256 alone, also by who never sent their
 * text; with `only` nothing else is answered.
 */
export class TrustedDocuments {
  readonly #texts = new Map<string, string>();

  constructor(
    texts: Iterable<string>,
    readonly only: boolean,
  ) {
    for (const text of texts) this.#texts.set(hashOf(text), text);
  }

  /** Reads the list of the operator. Throws when it is not there or no such list: a start without it would serve less. */
  static read({ path, only }: { readonly path: string; readonly only: boolean }): TrustedDocuments {
    const { success, data } = FILE.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!success) throw new Error('TRUSTED_DOCUMENTS: the file is no list of documents');
    const { operations } = data;
    const texts = Array.isArray(operations) ? operations.map(({ body }) => body) : Object.values(data).map(String);
    return new TrustedDocuments(texts, only);
  }

  textOf(hash: string): string | undefined {
    return this.#texts.get(hash);
  }

  /** `extensions`: what the request says besides, where the hash of a question without text stands. */
  serves(query: unknown, extensions?: unknown): boolean {
    if (!this.only) return true;
    if (typeof query === 'string') return this.#texts.has(hashOf(query));
    const hash = hashIn(extensions);
    return hash !== undefined && this.#texts.has(hash);
  }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash that a request names its question by, where it does. */
export function hashIn(extensions: unknown): string | undefined {
  const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery
    ?.sha256Hash;
  return typeof hash === 'string' ? hash : undefined;
}
