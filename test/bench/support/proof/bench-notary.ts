import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PgDatabase } from '@baikoo/database';
import type { EventStore } from '@baikoo/event-store';
import {
  generateSigner,
  type NoteSigner,
  Notary,
  PostgresCheckpointBook,
  PostgresTiles,
  WitnessFile,
} from '@baikoo/proof';

/** How often the notary compares while others append: in service less often, so that this is no less than its share. */
const TICK_MS = 1_000;

/** A record, as it was written. */
export type Recorded = { readonly db: PgDatabase; readonly store: EventStore };

/** A notary over a record, with a key of its own, which compares what comes in with what is kept. Stopped, it is gone. */
export class BenchNotary {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'baikoo-notary-'));
  readonly #signer: NoteSigner = generateSigner('bench.example/record');
  readonly #notary: Notary;
  #stopping = new AbortController();
  #working: Promise<void> | undefined;

  constructor({ db, store }: Recorded) {
    this.#notary = new Notary({
      ...{ tree: new PostgresTiles(db), book: new PostgresCheckpointBook(db), record: store, written: store },
      ...{ signer: this.#signer, former: undefined, everyMs: 3_600_000 },
      file: new WitnessFile(path.join(this.#folder, 'checkpoints.txt')),
    });
  }

  /** Signs, so that what comes next is all that there is to compare. */
  async catchUp(): Promise<void> {
    const { outcome } = await this.#notary.sign();
    if (outcome === 'REFUSED' || outcome === 'TREE_BEHIND') throw new Error(`The notary did not sign: ${outcome}`);
  }

  start(): void {
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    this.#working = (async () => {
      while (!signal.aborted) {
        await this.#notary.tick(signal);
        await sleep(TICK_MS, undefined, { signal }).catch(() => {});
      }
    })();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
