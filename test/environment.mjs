import { TestEnvironment } from 'jest-environment-node';

/** How long one thing may take to close before the next is closed all the same. */
const PATIENCE_MS = 10_000;

/**
 * Closes what a spec has left open, the last opened first: one that timed out must not leave its connections, listeners and
 * timers to the specs that come after it in the same worker. Things register themselves by `closedAtEnd` of `@baikoo/database/testing`.
 */
export default class extends TestEnvironment {
  #open = new Set();
  #ended = false;

  async setup() {
    await super.setup();
    this.global.baikooOpened = (close) => {
      // Whoever is still opening things after the end has been given up.
      if (this.#ended) void patiently(close);
      else this.#open.add(close);
    };
    this.global.baikooClosed = (close) => this.#open.delete(close);
  }

  /** After the last hook of the spec, and while its modules can still be loaded. */
  async handleTestEvent({ name }) {
    if (name !== 'run_finish') return;
    this.#ended = true;
    for (const close of [...this.#open].toReversed()) await patiently(close);
  }
}

async function patiently(close) {
  let timer;
  const enough = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  // The spec has failed already, and says why; what cannot be closed any more is no news.
  await Promise.race([close().catch(() => {}), enough]);
  clearTimeout(timer);
}
