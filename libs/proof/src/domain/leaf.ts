import { canonicalJson, type Json } from './canonical-json.js';
import { type Hash, hashLeaf } from './merkle.js';

/**
 * An event as it stands in the record, in the shape in which it was written. Every recorded event of the store has these
 * fields; where it stands in the whole log is no part of it, because each store counts positions in its own way. Its
 * place is its index in the tree.
 */
export type LeafEvent = {
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly recordedAt: string;
  /** Who, in which role, on whose behalf, why, on what legal basis, by which command. */
  readonly cause: object;
};

/**
 * The text of a leaf: RFC 8785 JSON of the eight fields of {@link LeafEvent}, and of nothing else. It says everything that a
 * reader of the record can see of an event. Whoever holds it can find it in the tree, in any language.
 */
export const leafText = (event: LeafEvent): string => {
  const { cause, data, eventId, recordedAt, revision, schemaVersion, stream, type } = event;
  return canonicalJson({
    ...{ cause: cause as Json, data: data as Json, eventId, recordedAt, revision, schemaVersion, stream, type },
  });
};

/** The hash of an event in the tree: SHA-256 of a zero byte and {@link leafText} in UTF-8. */
export const leafHash = (event: LeafEvent): Hash => hashLeaf(leafText(event));
