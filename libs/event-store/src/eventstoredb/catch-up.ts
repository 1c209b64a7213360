import type { Database } from '@baikoo/database';
import type { Position } from '../event-store.js';
import type { EventStoreDbConnection, LoggedEvent, LogPosition } from './connection.js';
import { ourMetadata } from './event-mapping.js';
import { isOfTheServer, placesOf, receiptsOf } from './judge-page.js';
import { type Head, LogIndex } from './log-index.js';
import { RecordDamaged } from './record-damaged.js';

/** Events of the log that are read at once. */
const PAGE = 500;

/** Pages that one transaction indexes at most: an index that is built anew must not keep its head locked for long. */
const PAGES_AT_ONCE = 20;

/** LEAVE: this page, and what follows, was only looked at. ENOUGH: it was taken, and no more is wanted. */
type Taken = 'GO_ON' | 'ENOUGH' | 'LEAVE';

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
    private readonly page = PAGE,
  ) {}

  /**
   * Indexes what the log holds beyond the head, or nothing if it holds all up to `wanted` by now. In a transaction, by
   * whoever gets the head. Returns whether it came to the end; otherwise it goes on in the next transaction.
   */
  async run(tx: Database, giveUpAt: number, wanted?: Position): Promise<boolean> {
    const index = new LogIndex(tx);
    const head = await index.lockedHead();
    if (wanted !== undefined && head.position >= wanted) return true;
    let pages = 0;
    return this.#forward(head, giveUpAt, async (page) => {
      const events = await placesOf(page, index, (stream) => this.#metadataOf(stream, giveUpAt));
      if (events.length > 0) await index.add(events, receiptsOf(events));
      return ++pages < PAGES_AT_ONCE ? 'GO_ON' : 'ENOUGH';
    });
  }

  /**
   * The same, until the end, if there is something: nobody waits for the head otherwise. Whoever calls while another
   * call looks shares the next look with all others who do.
   */
  runIfBehind(): Promise<void> {
    if (!this.#looking) return this.#look();
    // When the look that is under way fails, so would the next.
    this.#next ??= this.#looking.finally(() => (this.#next = undefined)).then(() => this.#look());
    return this.#next;
  }

  #look(): Promise<void> {
    const look = this.#runIfBehind().finally(() => (this.#looking = undefined));
    this.#looking = look;
    return look;
  }

  async #runIfBehind(): Promise<void> {
    for (let isAtEnd = false; !isAtEnd;) {
      const giveUpAt = this.log.giveUpAt();
      const wanted = await this.#whatIsWanted(giveUpAt);
      if (wanted === 'NOTHING') return;
      isAtEnd = await this.db.transaction((tx) => this.run(tx, giveUpAt, wanted === 'ALL' ? undefined : wanted));
    }
  }

  /**
   * The newest event beyond the head. It may be another process's, which indexes it before it acknowledges it: whoever
   * waits for the head finds that it is past the event by then.
   */
  async #whatIsWanted(giveUpAt: number): Promise<Position | 'ALL' | 'NOTHING'> {
    let wanted: Position | 'ALL' | 'NOTHING' = 'NOTHING';
    await this.#forward(await new LogIndex(this.db).head(), giveUpAt, async (page) => {
      const newest = page.findLast((event) => !isOfTheServer(event))?.position?.commit;
      if (newest === undefined) return 'GO_ON';
      wanted = page.length < this.page ? newest : 'ALL';
      return 'LEAVE';
    });
    return wanted;
  }

  /** Reads on from the head, or from what was passed. Returns whether it came to the end of the log. */
  async #forward(
    head: Head,
    giveUpAt: number,
    take: (page: readonly LoggedEvent[]) => Promise<Taken>,
  ): Promise<boolean> {
    const start = head.position === 0n ? undefined : { commit: head.position, prepare: head.prepare };
    let newest = head.position;
    let from = this.#passed?.head === head.position ? this.#passed.at : start;
    for (;;) {
      const page = await this.log.readAll(from, this.page + 1, giveUpAt);
      // Reading begins with the event at the position, which is known already.
      const isThere = !from || page[0]?.position?.commit === from.commit;
      if (from === start) checkStillThere(page[0], head);
      else if (!isThere) {
        // An event of the server, which it may remove.
        from = start;
        continue;
      }
      const events = from ? page.slice(1) : page;
      if (events.length === 0) return true;
      const taken = await take(events);
      if (taken === 'LEAVE') return false;
      from = events.at(-1)!.position!;
      newest = events.findLast((event) => ourMetadata(event))?.position?.commit ?? newest;
      this.#passed = { head: newest, at: from };
      if (page.length <= this.page) return true;
      if (taken === 'ENOUGH') return false;
    }
  }

  async #metadataOf(stream: string, giveUpAt: number): Promise<unknown> {
    const newest = await this.log.findNewest(`$$${stream}`, giveUpAt);
    return newest === 'HIDDEN' ? undefined : newest?.data;
  }
}

function checkStillThere(event: LoggedEvent | undefined, { position, eventId }: Head): void {
  if (position === 0n || (event?.position?.commit === position && event.id === eventId)) return;
  throw new RecordDamaged(
    `the event at position ${position} is no longer there. Is it another log, or a copy from before?`,
  );
}
