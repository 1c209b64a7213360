import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Sql, textOf } from '../sql.js';
import { copyWithin } from './silence.js';

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
  const stream = client.query(copyTo(`copy (${textOf(question)}) to stdout (format binary)`));
  const pieces = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const next = () => copyWithin(pieces.next(), silenceMs);
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
  }
}
