/** What can happen to an append. */
export type AppendFault =
  /** The events are written, and the connection is lost before the answer comes. */
  | 'LOST_ACKNOWLEDGEMENT'
  /** The events are written, and nobody ever answers. */
  | 'SILENCE'
  /** Nothing is written, because the node that was asked does not lead the cluster. */
  | 'NOT_LEADER'
  /** Nothing is written, because the server is still starting. */
  | 'NOT_READY';

/** What can happen to a read. */
export type ReadFault = 'SILENCE' | 'NOT_LEADER' | 'NOT_READY' | 'LOST_CONNECTION';

/** The faults that are to come, each for one call. */
export class Faults {
  readonly #appends: AppendFault[] = [];
  readonly #reads: ReadFault[] = [];
  #held: Promise<void> | undefined;
  /** How long the node takes for each call, in milliseconds. */
  slowness = 0;
  /** Calls that met a fault. */
  met = 0;

  ofNextAppends(...faults: readonly AppendFault[]): void {
    this.#appends.push(...faults);
  }

  ofNextReads(...faults: readonly ReadFault[]): void {
    this.#reads.push(...faults);
  }

  /** The next append waits, before it is written, until the returned function is called. */
  holdNextAppend(): () => void {
    let release = () => {};
    this.#held = new Promise<void>((resolve) => (release = resolve));
    return release;
  }

  takeAppendFault(): AppendFault | undefined {
    return this.#met(this.#appends.shift());
  }

  takeReadFault(): ReadFault | undefined {
    return this.#met(this.#reads.shift());
  }

  takeHold(): Promise<void> | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  #met<F>(fault: F | undefined): F | undefined {
    if (fault) this.met++;
    return fault;
  }
}
