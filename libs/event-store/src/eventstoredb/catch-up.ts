import type { Database } from '@baikoo/database';
import type { Position } from '../event-store.js';
import type { EventStoreDbConnection, LoggedEvent, LogPosition } from './connection.js';
import { ourMetadata } from './event-mapping.js';
import { isOfTheServer, placesOf, receiptsOf } from './judge-page.js';
import { type Head, LogIndex } from './log-index.js';
import { RecordDamaged } from './record-damaged.js';

/** Events of one page of the log. */
const PAGE = 500;

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
      const events = await placesOf(page, index, (stream) => this.#metadataOf(stream, giveUpAt));
      if (events.length > 0) await index.add(events, receiptsOf(events));
      return 'GO_ON';
    });
  }

  /**
   * The same, only if there is something: nobody waits for the head otherwise. Whoever calls while another call looks
   * shares the next look with all others who do.
   */
  runIfBehind(): Promise<void> {
    if (!this.#looking) return this.#look();
    // When the look that is under way fails, so would the next.
    this.#next ??= this.#looking.finally(() => (this.#next = undefined)).then(() => this.#look());
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

  /** Reads on from the head, or from what was passed, until the end of the log or until `take` has enough. */
  async #forward(
    head: Head,
    giveUpAt: number,
    take: (page: readonly LoggedEvent[]) => Promise<'GO_ON' | 'STOP'>,
  ): Promise<void> {
    const start = head.position === 0n ? undefined : { commit: head.position, prepare: head.prepare };
    let newest = head.position;
    let from = this.#passed?.head === head.position ? this.#passed.at : start;
    for (;;) {
      const page = await this.log.readAll(from, PAGE + 1, giveUpAt);
      // Reading begins with the event at the position, which is known already.
      const isThere = !from || page[0]?.position?.commit === from.commit;
      if (from === start) checkStillThere(page[0], head);
      else if (!isThere) {
        // An event of the server, which it may remove.
        from = start;
        continue;
      }
      const events = from ? page.slice(1) : page;
      if (events.length === 0 || (await take(events)) === 'STOP') return;
      from = events.at(-1)!.position!;
      newest = events.findLast((event) => ourMetadata(event))?.position?.commit ?? newest;
      this.#passed = { head: newest, at: from };
      if (page.length <= PAGE) return;
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
