import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Sql, textOf } from '../sql.js';
import { silent } from './silence.js';

/** What may have come before anybody asks for it: PostgreSQL sends 8 KB at a time, and larger pieces cost less. */
const AHEAD_BYTES = 262_144;

/**
 * The rows of a question in the binary format of COPY. Whoever stops in the middle waits here until PostgreSQL has said
 * the rest: before that the connection answers nothing else.
 */
export async function* copyOutOf(
  client: pg.ClientBase,
  question: Sql,
  silenceMs: number | undefined,
): AsyncGenerator<Buffer> {
  if (question.values.length > 0) throw new TypeError('COPY takes no values.');
  const text = `copy (${textOf(question)}) to stdout (format binary)`;
  const stream = client.query(copyTo(text, { highWaterMark: AHEAD_BYTES }));
  const pieces = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  // One watch for all pieces: a limit of its own for each took longer than reading it.
  let askedAt: number | undefined;
  const watch =
    silenceMs &&
    setInterval(() => {
      if (askedAt !== undefined && performance.now() - askedAt > silenceMs) stream.destroy(silent());
    }, silenceMs / 4);
  const next = async () => {
    askedAt = performance.now();
    const piece = await pieces.next();
    askedAt = undefined;
    return piece;
  };
  let ended = false;
  try {
    for (;;) {
      const piece = await next();
      if (piece.done) return void (ended = true);
      yield piece.value;
    }
  } catch (error) {
    ended = true;
    throw error;
  } finally {
    while (!ended) ended = (await next()).done === true;
    if (watch) clearInterval(watch);
  }
}
