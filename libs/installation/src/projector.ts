import type { INestApplicationContext } from '@nestjs/common';
import { ConsolidationProcess } from '@baikoo/cycles';
import { advanceProcess, LogFollower, type Process, ProjectionRunner, type ProjectionState } from '@baikoo/projections';
import type { Installation } from './installation.js';
import { projections } from './projections.js';

/** Keeps the read models up with the record and answers facts with commands. Runs inside the API or by itself. */
export class Projector {
  readonly #runner: ProjectionRunner;
  readonly #processes: LogFollower;

  constructor(
    { db, store }: Installation,
    app: INestApplicationContext,
    onError: (name: string, error: Error) => void,
  ) {
    const processes: readonly Process[] = [app.get(ConsolidationProcess, { strict: false })];
    this.#runner = new ProjectionRunner(db, store, projections, onError);
    this.#processes = new LogFollower(
      store,
      processes.map((process) => ({ name: process.name, step: () => advanceProcess(db, store, process) })),
      onError,
    );
  }

  async start(): Promise<void> {
    await this.#runner.start();
    await this.#processes.start();
  }

  async stop(): Promise<void> {
    await this.#processes.stop();
    await this.#runner.stop();
  }

  states(): Promise<readonly ProjectionState[]> {
    return this.#runner.states();
  }
}
