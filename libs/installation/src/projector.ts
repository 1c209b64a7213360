import type { INestApplicationContext } from '@nestjs/common';
import { ConsolidationProcess, MissedDeadlineProcess, ReportingClock } from '@baikoo/cycles';
import { AmendmentProcess, ReallocationProcess } from '@baikoo/measures';
import { type Process, ProcessRunner, ProjectionRunner, type ProjectionState, Ticker } from '@baikoo/projections';
import { KeptTiles, TileKeeper, type TreeState, treeState } from '@baikoo/proof';
import type { Installation } from './installation.js';
import { projections } from './projections.js';

/** Keeps the read models and the tree up with the record and answers facts with commands. Runs inside the API or by itself. */
export class Projector {
  readonly #projections: ProjectionRunner;
  readonly #processes: ProcessRunner;
  readonly #clock: Ticker;
  readonly #keeper: TileKeeper;
  readonly #treeState: () => Promise<TreeState>;

  constructor(
    { db, store }: Installation,
    app: INestApplicationContext,
    onError: (name: string, error: Error) => void,
  ) {
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
    this.#treeState = () => treeState(tiles, store.recorded);
  }

  async start(): Promise<void> {
    await this.#projections.start();
    await this.#processes.start();
    this.#clock.start();
    await this.#keeper.start();
  }

  async stop(): Promise<void> {
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
}
