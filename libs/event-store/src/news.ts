import { setTimeout as sleep } from 'node:timers/promises';

/** Wakes whoever waits for something new in the record. */
export class News {
  #next = new AbortController();

  /** Wakes everybody who waits. */
  readonly tell = (): void => {
    this.#next.abort();
    this.#next = new AbortController();
  };

  /**
   * Waits for what is told after this call of `expect`, so that it is taken before looking and news that come during the
   * look are not missed. The returned function waits until then, `ms` at most.
   */
  expect(): (ms: number) => Promise<void> {
    const { signal } = this.#next;
    return (ms) => sleep(ms, undefined, { signal }).catch(() => {});
  }
}
