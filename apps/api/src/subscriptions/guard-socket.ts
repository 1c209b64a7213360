import type { WebSocket } from 'ws';
import type { Language } from '@baikoo/kernel';
import { type CloseReason, closeReasonIn } from './close-reason.js';
import { TOO_MANY } from './connection.js';

/** Messages that a client may send in {@link WINDOW_MS}: a few subscriptions and a sign of life each second. */
const MOST_MESSAGES = 200;
const WINDOW_MS = 10_000;

/** What graphql-ws says by itself, in English and partly with the text of an error of ours, by its close codes. */
const OF_GRAPHQL_WS: Readonly<Record<number, CloseReason>> = {
  4004: 'CLOSED_UNREADABLE',
  4400: 'CLOSED_UNREADABLE',
  4406: 'CLOSED_UNREADABLE',
  4408: 'CLOSED_TOO_LATE',
  4409: 'CLOSED_UNREADABLE',
  4500: 'CLOSED_TRY_AGAIN',
};
const ENGLISH: Readonly<Record<string, CloseReason>> = {
  Unauthorized: 'CLOSED_SIGN_IN',
  Forbidden: 'CLOSED_SIGN_IN',
  'Too many initialisation requests': 'CLOSED_UNREADABLE',
};

/** A socket that says goodbye in the language of the request which opened it, and takes no flood. */
export function guardSocket(socket: WebSocket, language: Language): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => {
    const ours = OF_GRAPHQL_WS[code ?? 0] ?? ENGLISH[String(reason)];
    close(code, ours ? closeReasonIn(language, ours) : reason);
  };
  // A frame that breaks the protocol is its sender's matter, and `ws` ends the connection. graphql-ws would write an error
  // with a stack to the console for each: it is not told.
  socket.on('error', () => {});
  const once = socket.once.bind(socket);
  Object.assign(socket, {
    once: (event: 'open', listener: () => void) => (String(event) === 'error' ? socket : once(event, listener)),
  });

  let [since, count] = [Date.now(), 0];
  socket.on('message', () => {
    if (Date.now() - since > WINDOW_MS) [since, count] = [Date.now(), 0];
    count += 1;
    if (count === MOST_MESSAGES + 1) close(TOO_MANY, closeReasonIn(language, 'CLOSED_TOO_FAST'));
    if (count > MOST_MESSAGES * 2) socket.terminate();
  });
}
