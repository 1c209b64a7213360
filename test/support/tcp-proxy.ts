import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** Stands between the program and its database, so that what happens to a network can be made to happen. */
export class TcpProxy {
  /** While true, bytes of both directions are swallowed: connections stay, new ones are accepted, nobody answers. */
  silent = false;
  readonly #forgotten = new WeakSet<Socket>();
  #server: Server | undefined;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  #losing: { readonly request: string; readonly lost: () => void } | undefined;

  private constructor(private readonly target: URL) {}

  /** A proxy before the server of a URL, open unless said otherwise. */
  static async before(url: string, { open = true } = {}): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(url));
    await proxy.open();
    if (!open) await proxy.close();
    return proxy;
  }

  /** What the program is given in place of the database's own URL; the same after closing and opening. */
  get url(): string {
    const { target } = this;
    return Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(this.#port) }).href;
  }

  async open(): Promise<void> {
    const server = createServer((client) => this.#connect(client));
    this.#server = server;
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(this.#port, '127.0.0.1', listening);
    });
    this.#port = (server.address() as { port: number }).port;
  }

  /** Cuts every connection and refuses new ones: the server is away. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = server && new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /**
   * The next request that holds this text reaches the database and is dealt with, but the connection breaks before the
   * answer arrives. Resolves when that has happened.
   */
  loseAnswerTo(request: string): Promise<void> {
    return new Promise((lost) => (this.#losing = { request, lost }));
  }

  /** The connections that there are stay, but nothing passes on them any more; new ones work. */
  forget(): void {
    for (const socket of this.#sockets) this.#forgotten.add(socket);
  }

  #connect(client: Socket): void {
    const server = createConnection(Number(this.target.port), this.target.hostname);
    let lose: (() => void) | undefined;
    const pass = (to: Socket) => (bytes: Buffer) => {
      if (!this.silent && !this.#forgotten.has(to)) to.write(bytes);
    };
    client.on('data', (bytes: Buffer) => {
      if (this.#losing && bytes.includes(this.#losing.request)) {
        lose = this.#losing.lost;
        this.#losing = undefined;
      }
      pass(server)(bytes);
    });
    server.on('data', (bytes: Buffer) => {
      if (!lose) return pass(client)(bytes);
      client.destroy();
      lose();
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => {}); // A connection that breaks is what this is for.
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
