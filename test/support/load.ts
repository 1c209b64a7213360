import { setTimeout as sleep } from 'node:timers/promises';

/** A funding line of a measure: allocations to it add up. */
export type Line = { readonly measureId: string; readonly lineId: string };

/** How long one command is sent again before the load gives up: a limit for what hangs, not for what is slow. */
const PATIENCE_MS = 60_000;

/**
 * Clients that send commands at the same time, each its next one when the last was acknowledged. Whatever else they get
 * (an error, no connection, a broken one) they send the same command again.
 */
export class Load {
  /** The position of each acknowledged command, by its id. */
  readonly acknowledged = new Map<string, string>();
  /** How often a command was answered otherwise and sent again. */
  sentAgain = 0;
  #stopping = false;
  readonly #clients: Promise<unknown>;

  constructor(
    private readonly url: string,
    private readonly token: string,
    lines: readonly Line[],
  ) {
    this.#clients = Promise.all(lines.map((line, client) => this.#run(line, client)));
    // Whoever stops the load gets its error; until then it is nobody's.
    this.#clients.catch(() => {});
  }

  /** Waits until so many more commands were acknowledged. */
  async goesOn(count: number): Promise<void> {
    const goal = this.acknowledged.size + count;
    while (this.acknowledged.size < goal) await Promise.race([this.#clients, sleep(20)]);
  }

  /** Resolves when every command that was sent is acknowledged. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#clients;
  }

  async #run(line: Line, client: number): Promise<void> {
    for (let n = 0; !this.#stopping; n++) {
      const commandId = `load-of-${client}-${n}`;
      const deadline = Date.now() + PATIENCE_MS;
      let position = await this.#send(line, commandId);
      while (position === undefined) {
        if (Date.now() > deadline) throw new Error(`${commandId} was never acknowledged.`);
        this.sentAgain++;
        await sleep(50);
        position = await this.#send(line, commandId);
      }
      this.acknowledged.set(commandId, position);
    }
  }

  /** The position of the receipt; undefined when there was none. */
  async #send({ measureId, lineId }: Line, commandId: string): Promise<string | undefined> {
    const query = `mutation { it: allocateFunding(input: { commandId: "${commandId}", measureId: "${measureId}",
      lineId: "${lineId}", amount: "1.00" }) { ... on Receipt { position } ... on Refusal { code } } }`;
    try {
      const answer = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
        body: JSON.stringify({ query }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const { data } = (await answer.json()) as { data?: { it?: { position?: string } } };
      return data?.it?.position;
    } catch {
      return undefined;
    }
  }
}
