/**
 * News for all who follow in this process, by one connection: each that listens costs the server work at every commit. It
 * listens while anybody follows.
 */
export class SharedNews {
  readonly #followers = new Set<{ readonly news: () => void }>();
  #listening: Promise<() => Promise<void>> | undefined;

  constructor(private readonly listen: (heard: () => void) => Promise<() => Promise<void>>) {}

  async follow(news: () => void): Promise<() => Promise<void>> {
    const follower = { news };
    this.#followers.add(follower);
    this.#listening ??= this.listen(() => {
      for (const each of this.#followers) each.news();
    });
    await this.#listening;
    return async () => {
      this.#followers.delete(follower);
      if (this.#followers.size > 0) return;
      const stop = await this.#listening;
      // Somebody may have begun to follow meanwhile, and listens on.
      if (this.#followers.size > 0 || !stop) return;
      this.#listening = undefined;
      await stop();
    };
  }
}
