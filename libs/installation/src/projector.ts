import type { INestApplicationContext } from '@nestjs/common';
import { ConsolidationProcess, MissedDeadlineProcess, ReportingClock } from '@baikoo/cycles';
import { AmendmentProcess, ReallocationProcess } from '@baikoo/measures';
import { type Process, ProcessRunner, ProjectionRunner, type ProjectionState, Ticker } from '@baikoo/projections';
import type { Installation } from './installation.js';
import { projections } from './projections.js';

/** Keeps the read models up with the record and answers facts with commands. Runs inside the API or by itself. */
export class Projector {
  readonly #projections: ProjectionRunner;
  readonly #processes: ProcessRunner;
  readonly #clock: Ticker;

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
  }

  async start(): Promise<void> {
    await this.#projections.start();
    await this.#processes.start();
    this.#clock.start();
  }

  async stop(): Promise<void> {
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
}
