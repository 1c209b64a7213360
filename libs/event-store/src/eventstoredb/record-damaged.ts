/**
 * The log in EventStoreDB is not what was written to it: a stream was deleted, truncated or written by somebody else, or
 * another log stands in its place. Nothing is answered or appended on it until an administrator has looked.
 */
export class RecordDamaged extends Error {
  override readonly name = 'RecordDamaged';

  constructor(what: string) {
    super(`The record in EventStoreDB is not as it was written: ${what}`);
  }
}
