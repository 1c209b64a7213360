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
  write(batch: readonly WaitingAppend[]): Promise<readonly AppendOutcome[]> {
    const giveUpAt = this.log.giveUpAt();
    return this.db.transaction(async (tx) => {
      const index = new LogIndex(tx);
      for (let conflicts = 0; ; conflicts++) {
        await this.catchUp.run(tx, giveUpAt);
        let { outcomes, accepted } = await judge(index, batch);
        if (accepted.length === 0) return outcomes;

        const conflicting = await this.#append(accepted, await index.now(this.clock()), giveUpAt);
        await this.catchUp.run(tx, giveUpAt);
        ({ outcomes, accepted } = await judge(index, batch));
        if (accepted.length === 0) return outcomes;
        // A late append, or somebody who does not take turns. What is in the log by now decides.
        if (conflicts === CONFLICTS)
          throw new RecordDamaged(`${conflicting.join(', ') || accepted[0]!.stream} cannot be read as it is written.`);
      }
    });
  }

  /** Returns the streams that stand elsewhere. */
  async #append(accepted: readonly WaitingAppend[], now: Moment, giveUpAt: number): Promise<readonly string[]> {
    const conflicting: string[] = [];
    const waiting = accepted.values();
    const work = async () => {
      for (const append of waiting) {
        const { stream, expected } = append;
        const outcome = await this.log.append(stream, expected, eventsToAppend(append, now), giveUpAt);
        if (outcome === 'CONFLICT') conflicting.push(stream);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return conflicting;
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
