import type { INestApplicationContext } from '@nestjs/common';
import { ConsolidationProcess, MissedDeadlineProcess, ReportingClock } from '@baikoo/cycles';
import { AmendmentProcess, ReallocationProcess } from '@baikoo/measures';
import { type Process, ProcessRunner, ProjectionRunner, type ProjectionState, Ticker } from '@baikoo/projections';
import {
  type CheckpointState,
  checkpointState,
  KeptTiles,
  sentenceOfTrouble,
  SigningBook,
  TileKeeper,
  type TreeState,
  treeState,
} from '@baikoo/proof';
import type { Installation } from './installation.js';
import { notaryOf } from './notary.js';
import { projections } from './projections.js';

/**
 * Keeps the read models and the tree up with the record, signs checkpoints, and answers facts with commands. Runs inside the
 * API or by itself. Throws `ConfigurationError` where a signing key cannot be used.
 */
export class Projector {
  readonly #projections: ProjectionRunner;
  readonly #processes: ProcessRunner;
  readonly #clock: Ticker;
  readonly #keeper: TileKeeper;
  readonly #notary: Ticker;
  readonly #treeState: () => Promise<TreeState>;
  readonly #checkpointState: (tree: TreeState) => Promise<CheckpointState>;

  constructor(installation: Installation, app: INestApplicationContext, onError: (name: string, error: Error) => void) {
    const { db, store } = installation;
    const processes: readonly Process[] = [
      ConsolidationProcess,
      MissedDeadlineProcess,
      AmendmentProcess,
      ReallocationProcess,
    ].map((process) => app.get<Process>(process, { strict: false }));
    this.#projections = new ProjectionRunner(db, store, projections, ({ projection, error, event }) =>
      onError(event ? `${projection}: stopped before event ${event.eventId} at ${event.position}` : projection, error),
    );
    this.#processes = new ProcessRunner(db, store, processes, onError);
    this.#clock = new Ticker(db, app.get(ReportingClock, { strict: false }), onError);
    const tiles = app.get<KeptTiles>(KeptTiles, { strict: false });
    this.#keeper = new TileKeeper(db, store.recorded, tiles, onError);
    const parts = { tree: tiles, book: app.get<SigningBook>(SigningBook, { strict: false }) };
    const notary = notaryOf(installation, parts, (trouble) => {
      if (trouble) onError('notary', new Error(sentenceOfTrouble(trouble)));
    });
    this.#notary = new Ticker(db, notary, onError);
    this.#treeState = () => treeState(tiles, store.recorded);
    this.#checkpointState = (tree) =>
      checkpointState({ ...parts, record: store.recorded }, tree, installation.configuration.proof.everyMs);
  }

  /** `signs: false`: checkpoints are signed only after {@link startSigning}. */
  async start({ signs = true }: { readonly signs?: boolean } = {}): Promise<void> {
    await this.#projections.start();
    await this.#processes.start();
    this.#clock.start();
    await this.#keeper.start();
    if (signs) this.startSigning();
  }

  startSigning(): void {
    this.#notary.start();
  }

  async stop(): Promise<void> {
    await this.#notary.stop();
    await this.#keeper.stop();
    await this.#clock.stop();
    await this.#processes.stop();
    await this.#projections.stop();
  }

  /** Why the read models do not follow just now, if that passes by itself. */
  get trouble(): Error | undefined {
    return this.#projections.trouble;
  }

  states(): Promise<readonly ProjectionState[]> {
    return this.#projections.states();
  }

  /** How far the tree over the record is kept, and what keeps this process from going on with it. */
  async treeState(): Promise<TreeState & { readonly trouble: Error | undefined }> {
    return { ...(await this.#treeState()), trouble: this.#keeper.trouble };
  }

  /** How old the newest checkpoint is, and what keeps whichever process signs them from signing. */
  checkpointState(tree: TreeState): Promise<CheckpointState> {
    return this.#checkpointState(tree);
  }
}
