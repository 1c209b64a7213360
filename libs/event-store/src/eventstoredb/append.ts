import type { Database } from '@baikoo/database';
import type { Moment } from '@baikoo/kernel';
import type { AppendOutcome, WaitingAppend } from '../append-queue.js';
import { type Receipt, StreamMoved } from '../event-store.js';
import type { CatchUp } from './catch-up.js';
import type { EventStoreDbConnection } from './connection.js';
import { eventsToAppend } from './event-mapping.js';
import { LogIndex } from './log-index.js';
import { RecordDamaged } from './record-damaged.js';

/** Appends that are under way at once: servers take 100 calls on a connection. */
const AT_ONCE = 32;

/** How often an append may meet a stream that stands elsewhere than the whole log says, before that is a fault. */
const CONFLICTS = 3;

/**
 * Appends to EventStoreDB by the rules of `record.append_batch` (migration 004): one process at a time, each append
 * judged on the whole log. The judgement and its answer come from the index, and the index comes from the log. So an
 * append whose answer, or whose transaction, was lost is found there by the next one.
 */
export class Appending {
  constructor(
    private readonly db: Database,
    private readonly log: EventStoreDbConnection,
    private readonly catchUp: CatchUp,
    private readonly clock: () => Moment | null,
  ) {}

  /** Writes appends that do not depend on each other, and answers each in its place. */
  async write(batch: readonly WaitingAppend[]): Promise<readonly AppendOutcome[]> {
    for (;;) {
      const outcomes = await this.db.transaction((tx) => this.#write(tx, batch));
      if (outcomes) return outcomes;
    }
  }

  /** Undefined when the index was far behind: what it has taken in by now is kept, and the rest comes next. */
  async #write(tx: Database, batch: readonly WaitingAppend[]): Promise<readonly AppendOutcome[] | undefined> {
    const giveUpAt = this.log.giveUpAt();
    const index = new LogIndex(tx);
    for (let conflicts = 0; ; conflicts++) {
      if (!(await this.catchUp.run(tx, giveUpAt))) return undefined;
      const { outcomes, accepted } = await judge(index, batch);
      if (accepted.length === 0) return outcomes;
      // A late append, or somebody who does not take turns: what is in the log by now decides, unless it never does.
      if (conflicts > CONFLICTS)
        throw new RecordDamaged(`${accepted[0]!.stream} stands elsewhere than the whole log says.`);
      // Counted from here: the wait for the turn must not use up the time in which an append can be answered.
      await this.#append(accepted, await index.now(this.clock()), this.log.giveUpAt());
    }
  }

  /**
   * Whether a stream stood elsewhere is not asked: the log is read again in any case. When one fails, those under way are
   * waited for before the turn is given up. One that nobody answers in its time may still land later (ADR 0015).
   */
  async #append(accepted: readonly WaitingAppend[], now: Moment, giveUpAt: number): Promise<void> {
    const failures: unknown[] = [];
    const waiting = accepted.values();
    const work = async () => {
      for (const append of waiting) {
        if (failures.length > 0) return;
        const { stream, expected } = append;
        await this.log
          .append(stream, expected, eventsToAppend(append, now), giveUpAt)
          .catch((error: unknown) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failures.length > 0) throw failures[0];
  }
}

/** What the log says to each append: its receipt, if it stands there; where a history stands instead; or go on. */
async function judge(index: LogIndex, batch: readonly WaitingAppend[]) {
  const receipts = await index.receipts(batch.map(({ commandId }) => commandId));
  const standsAt = await index.revisions(
    batch.flatMap(({ stream, restsOn }) => [stream, ...restsOn.map((known) => known.stream)]),
  );
  const judged = batch.map((append): Receipt | StreamMoved | undefined => {
    const { commandId, stream, expected, restsOn } = append;
    const moved = [...restsOn, { stream, revision: expected }].find(
      (known) => (standsAt.get(known.stream) ?? 0) !== known.revision,
    );
    return (
      receipts.get(commandId) ??
      (moved && new StreamMoved(moved.stream, moved.revision, standsAt.get(moved.stream) ?? 0))
    );
  });
  return {
    outcomes: judged as readonly AppendOutcome[],
    accepted: batch.filter((_, place) => judged[place] === undefined),
  };
}
