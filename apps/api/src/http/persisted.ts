import { LRUCache } from 'lru-cache';
import type { TrustedDocuments } from './trusted-documents.js';

/** Characters of questions that are kept by their hash; whoever is not asked for is forgotten first. */
const ROOM = 8 * 2 ** 20;

/** Questions that may be asked by their hash: those of the operator for ever, those that callers sent while there is room. */
export function persistedDocuments(trusted: TrustedDocuments | undefined) {
  const sent = new LRUCache<string, string>({ maxSize: ROOM, sizeCalculation: (text) => text.length + 100 });
  const withoutPrefix = (key: string) => key.slice(key.indexOf(':') + 1);
  return {
    get: async (key: string): Promise<string | undefined> => trusted?.textOf(withoutPrefix(key)) ?? sent.get(key),
    set: async (key: string, text: string): Promise<void> => void sent.set(key, text),
    delete: async (key: string): Promise<boolean> => sent.delete(key),
  };
}
