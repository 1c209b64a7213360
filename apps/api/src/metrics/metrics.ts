import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Position, UnknownShape } from '@baikoo/event-store';
import type { ProjectionState } from '@baikoo/projections';
import type { CheckpointState, TreeState } from '@baikoo/proof';

/** How the record, its read models and the tree over it stand at one moment. */
export type Standing = {
  readonly head: Position;
  readonly projections: readonly ProjectionState[];
  readonly tree: TreeState | undefined;
  readonly checkpoint?: CheckpointState | undefined;
};

const ANSWER_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * What Prometheus is told (text format 0.0.4). Positions of the PostgreSQL store count events; those of EventStoreDB are
 * places in its log, so a difference of two of them is bytes, and `lag_seconds` is the one to alert on.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];

  readonly #databaseUp = this.#gauge('baikoo_database_up', 'Whether the database answered (1) or not (0).');
  readonly #head = this.#gauge('baikoo_record_position', 'Position of the newest event of the record.');
  readonly #position = this.#gauge('baikoo_projection_position', 'Position up to which a read model is folded.', true);
  readonly #lag = this.#gauge(
    'baikoo_projection_lag_seconds',
    'Age of the first event that a read model has still to fold; 0 when there is none.',
    true,
  );
  readonly #stopped = this.#gauge(
    'baikoo_projection_stopped',
    'Whether a read model stands still before an event that it cannot fold (1) and waits for an operator.',
    true,
  );
  readonly #rebuilding = this.#gauge(
    'baikoo_projection_rebuilding',
    'Whether the next version of a read model is being built beside it (1).',
    true,
  );
  readonly #treeSize = this.#gauge('baikoo_proof_size', 'Events in the tree over the record that is kept.');
  readonly #treeLag = this.#gauge(
    'baikoo_proof_lag_seconds',
    'Age of the first event that the tree over the record has still to take in; 0 when there is none.',
  );
  readonly #treeStopped = this.#gauge(
    'baikoo_proof_stopped',
    'Whether nothing is added to the tree because the record does not go on from where it ends (1).',
  );
  readonly #checkpointSize = this.#gauge('baikoo_checkpoint_size', 'Events under the newest signed checkpoint.');
  readonly #checkpointAge = this.#gauge('baikoo_checkpoint_age_seconds', 'Age of the newest signed checkpoint.');
  readonly #checkpointTrouble = this.#gauge(
    'baikoo_checkpoint_trouble',
    'Whether something keeps the notary from its work, or nobody signs what was recorded (1); /health says what.',
  );
  readonly #unknown = new Gauge({
    name: 'baikoo_unknown_events_read',
    help: 'How often this process read events of a type and version that this build does not know.',
    labelNames: ['type', 'version'],
    registers: this.#registers,
  });
  readonly #requests = new Histogram({
    name: 'baikoo_http_request_duration_seconds',
    help: 'How long requests took until their answer was sent.',
    labelNames: ['route', 'status'],
    buckets: ANSWER_SECONDS,
    registers: this.#registers,
  });

  readonly #refused = new Counter({
    name: 'baikoo_refused_requests_total',
    help: 'Requests that could not be read or asked for too much, by the code that they were answered with.',
    labelNames: ['code'],
    registers: this.#registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  answered(route: string, status: number, ms: number): void {
    this.#requests.observe({ route, status }, ms / 1_000);
  }

  /** The codes are ours: nothing that a caller writes becomes a label. */
  refused(code: string): void {
    this.#refused.inc({ code });
  }

  /** The text for one scrape; `standing` is undefined while the database does not answer. */
  text(standing: Standing | undefined, unknown: readonly UnknownShape[]): Promise<string> {
    this.#databaseUp.set(standing ? 1 : 0);
    // What is not known now is left out, not told as it was before.
    for (const gauge of [this.#position, this.#lag, this.#stopped, this.#rebuilding]) gauge.reset();
    if (standing) this.#head.set(Number(standing.head));
    else this.#head.remove();
    for (const { name, position, lagMs, status } of standing?.projections ?? []) {
      const labels = { projection: name };
      this.#position.set(labels, Number(position));
      this.#lag.set(labels, lagMs / 1_000);
      this.#stopped.set(labels, status === 'STOPPED' ? 1 : 0);
      this.#rebuilding.set(labels, status === 'REBUILDING' ? 1 : 0);
    }
    const { tree, checkpoint } = standing ?? {};
    for (const [gauge, value] of [
      [this.#treeSize, tree?.size],
      [this.#treeLag, tree && tree.lagMs / 1_000],
      [this.#treeStopped, tree && (tree.standstill ? 1 : 0)],
      [this.#checkpointSize, checkpoint?.size],
      [this.#checkpointAge, checkpoint?.ageMs === undefined ? undefined : checkpoint.ageMs / 1_000],
      [this.#checkpointTrouble, checkpoint && (checkpoint.trouble ? 1 : 0)],
    ] as const)
      if (value === undefined) gauge.remove();
      else gauge.set(value);
    for (const { type, schemaVersion, timesRead } of unknown)
      this.#unknown.set({ type, version: schemaVersion }, timesRead);
    return this.#registry.metrics();
  }

  #gauge(name: string, help: string, byProjection = false): Gauge {
    return new Gauge({ name, help, labelNames: byProjection ? ['projection'] : [], registers: this.#registers });
  }
}
