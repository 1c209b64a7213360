import type { Database } from '@baikoo/database';
import type { Position, Receipt } from '../event-store.js';
import type { EventStoreDbConnection, LoggedEvent, LogPosition } from './connection.js';
import { ourMetadata } from './event-mapping.js';
import { type Head, LogIndex, type PlacedEvent } from './log-index.js';
import { RecordDamaged } from './record-damaged.js';

/** Events of one page of the log. */
const PAGE = 500;

/** What hides or removes events of a stream. */
const TRUNCATING = ['$maxAge', '$maxCount', '$tb'];

/**
 * Brings the index to the end of the log, which alone says what happened: also what this process appended comes into
 * the index by being read from there.
 */
export class CatchUp {
  /** What was read beyond the head and is none of ours, so that it is not read again and again. */
  #passed: { readonly head: Position; readonly at: LogPosition } | undefined;

  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly log: EventStoreDbConnection,
  ) {}

  /**
   * Indexes what the log holds beyond the head, or nothing if it holds all up to `wanted` by now. In a transaction, by
   * whoever gets the head.
   */
  async run(tx: Database, giveUpAt: number, wanted?: Position): Promise<void> {
    const index = new LogIndex(tx);
    const head = await index.lockedHead();
    if (wanted !== undefined && head.position >= wanted) return;
    await this.#forward(head, giveUpAt, async (page) => {
      const events = await placed(index, page);
      if (events.length > 0)
        await index.add(
          events.map(({ event }) => event),
          receiptsOf(events),
        );
      return 'GO_ON';
    });
  }

  /**
   * The same, only if there is something: nobody waits for the head otherwise. Whoever calls while another call looks
   * shares the next look with all others who do.
   */
  runIfBehind(): Promise<void> {
    if (!this.#looking) return this.#look();
    this.#next ??= this.#looking
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.#look();
      });
    return this.#next;
  }

  #look(): Promise<void> {
    const look = this.#runIfBehind(this.log.giveUpAt()).finally(() => (this.#looking = undefined));
    this.#looking = look;
    return look;
  }

  async #runIfBehind(giveUpAt: number): Promise<void> {
    let wanted: Position | undefined;
    await this.#forward(await new LogIndex(this.db).head(), giveUpAt, async (page) => {
      wanted = page.findLast((event) => !isOfTheServer(event))?.position?.commit;
      return wanted === undefined ? 'GO_ON' : 'STOP';
    });
    // What came may be another process's, which indexes it as soon as it is acknowledged: then the head is past it.
    if (wanted !== undefined) await this.db.transaction((tx) => this.run(tx, giveUpAt, wanted));
  }

  async #forward(
    head: Head,
    giveUpAt: number,
    take: (page: readonly LoggedEvent[]) => Promise<'GO_ON' | 'STOP'>,
  ): Promise<void> {
    let newest = head.position;
    let from = this.#start(head);
    for (;;) {
      const page = await this.log.readAll(from, PAGE + 1, giveUpAt);
      // Reading begins with the event at the position, which is known already.
      if (from) checkStillThere(page[0], from, head);
      const events = from ? page.slice(1) : page;
      if (events.length === 0) return;
      if ((await take(events)) === 'STOP') return;
      from = events.at(-1)!.position!;
      const ours = events.findLast((event) => ourMetadata(event));
      newest = ours?.position?.commit ?? newest;
      this.#passed = { head: newest, at: from };
      if (page.length <= PAGE) return;
    }
  }

  #start({ position, prepare }: Head): LogPosition | undefined {
    if (this.#passed?.head === position && this.#passed.at.commit > position) return this.#passed.at;
    return position === 0n ? undefined : { commit: position, prepare };
  }
}

function checkStillThere(event: LoggedEvent | undefined, { commit }: LogPosition, head: Head): void {
  const isThere = event?.position?.commit === commit && (commit !== head.position || event.id === head.eventId);
  if (isThere) return;
  throw new RecordDamaged(
    `the event at position ${commit} is no longer there. Is it another log, or a copy from before?`,
  );
}

/** What the server writes in streams of its own, `$stats` or `$settings`, and says of those (`$$$settings`). */
const isOfTheServer = ({ stream }: LoggedEvent): boolean => /^\$(?!\$)|^\$\$\$/.test(stream);

type Indexed = { readonly event: PlacedEvent; readonly commandId: string; readonly fingerprint: string | null };

/** Ours among the events, each at its next revision; throws {@link RecordDamaged} where a stream of ours is not whole. */
async function placed(index: LogIndex, page: readonly LoggedEvent[]): Promise<readonly Indexed[]> {
  const candidates = page.filter((event) => !isOfTheServer(event));
  if (candidates.length === 0) return [];
  const standsAt = new Map(await index.revisions(candidates.map(subjectOf)));
  return candidates.flatMap((event): readonly Indexed[] => {
    const ours = ourMetadata(event);
    const stream = subjectOf(event);
    const before = standsAt.get(stream) ?? 0;
    if (event.stream !== stream || !ours) {
      if (before > 0) refuseForeign(event);
      return [];
    }
    const { revision, position } = event;
    if (revision !== before + 1)
      throw new RecordDamaged(`${stream} goes on at revision ${revision} after ${before}: what stood between is gone.`);
    standsAt.set(stream, revision);
    const { cause, recordedAt } = ours;
    const { commandId, correlationId, fingerprint } = cause;
    const { commit, prepare } = position!;
    const place = { position: commit, prepare, stream, revision, eventId: event.id, recordedAt };
    return [{ event: { ...place, correlationId }, commandId, fingerprint }];
  });
}

/** The stream that an event is about: `$$measure-1` holds what is said of `measure-1`. */
const subjectOf = ({ stream }: LoggedEvent): string => (stream.startsWith('$$') ? stream.slice(2) : stream);

/** Metadata of a stream may say who may read it. Everything else in or about a stream of ours is not by us. */
function refuseForeign({ stream, type, data, position }: LoggedEvent): void {
  if (type === '$metadata' && !TRUNCATING.some((key) => key in ((data ?? {}) as object))) return;
  const what = type === '$metadata' ? `${JSON.stringify(data)} was set on it` : `somebody else wrote ${type} to it`;
  throw new RecordDamaged(`${stream}, position ${position?.commit}: ${what}.`);
}

/** One for each append: its last event. */
const receiptsOf = (events: readonly Indexed[]): readonly Receipt[] => {
  const last = new Map<string, Receipt>();
  for (const { event, commandId, fingerprint } of events) {
    const { stream, revision, position } = event;
    const earlier = last.get(commandId);
    if (!earlier || earlier.stream === stream)
      last.set(commandId, { commandId, stream, revision, position, fingerprint });
  }
  return [...last.values()];
};
