/** What an append says about where its stream must stand. */
export type ExpectedState = bigint | 'NO_STREAM' | 'ANY' | 'STREAM_EXISTS';

export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
};

/** One event of the log. Each has a log record of its own, so its commit and prepare positions are the same. */
export type LoggedEvent = ProposedEvent & {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly created: Date;
};

export type AppendAnswer =
  | { readonly outcome: 'APPENDED'; readonly revision: bigint; readonly position: bigint }
  | { readonly outcome: 'WRONG_VERSION'; readonly current: bigint | undefined }
  | { readonly outcome: 'DELETED' };

/** Every so many appends the server itself writes something, as a real one does all the time. */
const APPENDS_BETWEEN_STATISTICS = 7;

const text = (value: object) => new TextEncoder().encode(JSON.stringify(value));

/** The log of the stand-in, in memory, with the rules of appending, deleting and truncating of the server. */
export class Log {
  readonly events: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #firstRevision = new Map<string, bigint>();
  readonly #tombstones = new Set<string>();
  readonly #watchers = new Set<() => void>();
  #end = 128n;
  #appends = 0;

  /** Calls `grown` after each append until the returned function is called. */
  watch(grown: () => void): () => void {
    this.#watchers.add(grown);
    return () => this.#watchers.delete(grown);
  }

  append(stream: string, expected: ExpectedState, events: readonly ProposedEvent[]): AppendAnswer {
    if (this.#tombstones.has(stream)) return { outcome: 'DELETED' };
    const history = this.#streams.get(stream) ?? [];
    const last = history.at(-1);
    const current = last?.revision ?? -1n;
    const wanted = expected === 'NO_STREAM' ? -1n : expected;
    if (wanted === 'STREAM_EXISTS' && !last) return { outcome: 'WRONG_VERSION', current: undefined };
    if (typeof wanted === 'bigint' && wanted !== current && !this.#isDeleted(stream, wanted)) {
      // What was appended before is compared id by id, and a full match gets its first answer.
      const earlier = history.slice(Number(wanted) + 1, Number(wanted) + 1 + events.length);
      const isRepetition = earlier.length === events.length && earlier.every(({ id }, i) => id === events[i]!.id);
      if (!isRepetition) return { outcome: 'WRONG_VERSION', current: last?.revision };
      const { revision, position } = earlier.at(-1)!;
      return { outcome: 'APPENDED', revision, position };
    }
    if (++this.#appends % APPENDS_BETWEEN_STATISTICS === 0) this.#write('$stats-0', [statistics()]);
    const written = this.#write(stream, events);
    for (const grown of this.#watchers) grown();
    return { outcome: 'APPENDED', revision: written.revision, position: written.position };
  }

  /** The place in {@link events} of the first one at or after a position. */
  placeOf(position: bigint): number {
    let [from, to] = [0, this.events.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.events[middle]!.position < position) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The events of a stream that were not truncated; undefined when there is no such stream. */
  read(stream: string): readonly LoggedEvent[] | 'DELETED' | undefined {
    if (this.#tombstones.has(stream)) return 'DELETED';
    const from = this.#firstRevision.get(stream) ?? 0n;
    const left = this.#streams.get(stream)?.filter(({ revision }) => revision >= from);
    return left?.length ? left : undefined;
  }

  /** Sets the metadata of a stream, as an administrator could: `$tb` hides what stands before that revision. */
  setMetadata(stream: string, metadata: { readonly $tb?: number; readonly $maxCount?: number }): void {
    const history = this.#streams.get(stream) ?? [];
    const { $tb = 0, $maxCount = history.length } = metadata;
    this.#firstRevision.set(stream, BigInt(Math.max($tb, history.length - $maxCount)));
    this.#write(`$$${stream}`, [{ ...statistics(), type: '$metadata', data: text(metadata) }]);
    for (const grown of this.#watchers) grown();
  }

  /** Deletes a stream: it can be written again, after the revisions that it had. */
  delete(stream: string): bigint {
    const history = this.#streams.get(stream) ?? [];
    this.setMetadata(stream, { $tb: Number.MAX_SAFE_INTEGER });
    this.#firstRevision.set(stream, BigInt(history.length));
    return this.events.at(-1)!.position;
  }

  /** Deletes a stream for good. */
  tombstone(stream: string): bigint {
    const { position } = this.#write(stream, [{ ...statistics(), type: '$streamDeleted', data: text({}) }]);
    this.#tombstones.add(stream);
    for (const grown of this.#watchers) grown();
    return position;
  }

  /** Puts an older copy in the place of the log: what came after that event was never there. */
  restoreTo(position: bigint): void {
    const copy = this.events.filter((event) => event.position <= position);
    this.#end = this.events[copy.length]?.position ?? this.#end;
    this.clear();
    for (const event of copy) {
      this.events.push(event);
      this.#streams.set(event.stream, [...(this.#streams.get(event.stream) ?? []), event]);
    }
  }

  /** Loses the log, as a server does that is replaced by an empty one. */
  clear(): void {
    this.events.length = 0;
    for (const kept of [this.#streams, this.#firstRevision, this.#tombstones]) kept.clear();
  }

  #isDeleted = (stream: string, wanted: bigint): boolean =>
    wanted === -1n && this.#firstRevision.has(stream) && this.read(stream) === undefined;

  #write(stream: string, events: readonly ProposedEvent[]): LoggedEvent {
    const history = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, history);
    for (const event of events) {
      const logged = { ...event, stream, revision: BigInt(history.length), position: this.#end, created: new Date() };
      // Positions are places in a file: they grow by what a record takes.
      this.#end += BigInt(96 + stream.length + event.type.length + event.metadata.length + event.data.length);
      history.push(logged);
      this.events.push(logged);
    }
    return history.at(-1)!;
  }
}

const statistics = (): ProposedEvent => ({
  id: crypto.randomUUID(),
  type: '$statsCollected',
  contentType: 'application/json',
  metadata: new Uint8Array(),
  data: text({ 'proc-mem': 1 }),
});
