import { WebSocket } from 'ws';
import type { Caller } from '@baikoo/edge';
import { type CallerHeaders, type CallerResolver, InvalidToken } from '@baikoo/identity';
import { type CloseReason, closeReasonIn } from './close-reason.js';

/** How often it is looked at whether a caller may still listen. A message is never sent without such a look. */
const LOOK_EVERY_MS = 1_000;

/** Close codes: 44xx are ours to choose, as the protocol of graphql-ws does (4401, 4403, 4429). */
export const UNAUTHORIZED = 4401;
export const FORBIDDEN = 4403;
export const TOO_MANY = 4429;
/** Of the registry of WebSocket close codes. */
export const TRY_AGAIN_LATER = 1013;

/**
 * A connection and whose it is. It ends when the token ends or the mandate that it was opened under does: what somebody
 * may see is decided anew all the time, as it is with each request.
 */
export class Connection {
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly callers: CallerResolver,
    private readonly headers: CallerHeaders,
    readonly caller: Caller,
  ) {}

  /** Throws {@link InvalidToken} for who cannot be believed. */
  static async open(socket: WebSocket, callers: CallerResolver, headers: CallerHeaders): Promise<Connection> {
    const connection = new Connection(socket, callers, headers, await callers.resolve(headers));
    connection.#timer = setInterval(() => void connection.check(), LOOK_EVERY_MS).unref();
    return connection;
  }

  get personId(): string | undefined {
    return this.caller.personId;
  }

  /** Whether the caller still is who they were when they came; otherwise the connection is closed. */
  async check(): Promise<boolean> {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    try {
      const { by } = await this.callers.resolve(this.headers);
      if (JSON.stringify(by) === JSON.stringify(this.caller.by)) return true;
      this.close(FORBIDDEN, 'CLOSED_MANDATE');
    } catch (fault) {
      // While the database is away nothing is sent, and nobody is sent away.
      if (!(fault instanceof InvalidToken)) return false;
      const code = fault.reason === 'MANDATE_NOT_HELD' ? FORBIDDEN : UNAUTHORIZED;
      this.close(code, { invalidToken: fault.reason });
    }
    return false;
  }

  /** Says goodbye in the language that the caller asked for. */
  close(code: number, reason: CloseReason): void {
    this.socket.close(code, closeReasonIn(this.caller.language, reason));
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
