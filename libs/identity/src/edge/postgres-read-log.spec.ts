import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Database, type Sql } from '@baikoo/database';
import { ReadLogFull, type SensitiveRead } from '@baikoo/edge';
import { actor } from '@baikoo/kernel/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PostgresReadLog } from './postgres-read-log.js';

/** A database that takes rows down, or is away. */
class Notebook extends Database {
  readonly batches: { correlation_id: string; as_of: string | null; asked: { field: string }[] }[][] = [];
  away = false;

  async query<Row>({ values }: Sql): Promise<readonly Row[]> {
    if (this.away) throw new Error('away');
    this.batches.push(JSON.parse(String(values[0])) as Notebook['batches'][number]);
    return [];
  }
  readonly #none = () => Promise.reject(new Error('not asked of a notebook'));
  transaction = this.#none;
  copyIn = this.#none;
  copyOut = (): never => {
    throw new Error('not asked of a notebook');
  };
  session = this.#none;
  listen = this.#none;
  close = async () => {};
}

const read = (correlationId: string, fields = ['plans']): SensitiveRead => ({
  ...{ kind: 'OVERSIGHT', via: 'GRAPHQL', by: actor('audit', 'auditor', 'AUDITOR'), at: '2026-11-24T06:00:00.000Z' },
  ...{ correlationId, operation: null, asked: fields.map((field) => ({ field, arguments: {} })), asOf: 7n },
});
const begin = (limits = {}) => {
  const notebook = new Notebook();
  return { notebook, log: new PostgresReadLog(notebook, { gatherMs: 5, retryMs: 10, ...limits }) };
};
const idsIn = ({ batches }: Notebook) => batches.map((batch) => batch.map((row) => row.correlation_id));

describe('the log of sensitive reads', () => {
  beforeAll(() => Logger.overrideLogger(false));

  test('writes what comes in together with one statement, and the place in the record with it', async () => {
    const { notebook, log } = begin();
    for (const id of ['a', 'b', 'c']) log.record(read(id));
    expect(notebook.batches).toEqual([]);
    await sleep(30);
    expect(idsIn(notebook)).toEqual([['a', 'b', 'c']]);
    expect(notebook.batches[0]![0]!.as_of).toBe('7');
    expect(log.state()).toEqual({ waiting: 0, trouble: undefined });
  });
  test('loses nothing while the database is away, says so, and writes it in order when it is back', async () => {
    const { notebook, log } = begin();
    notebook.away = true;
    log.record(read('a'));
    await sleep(30);
    log.record(read('b'));
    expect(log.state()).toEqual({ waiting: 2, trouble: 'away' });
    notebook.away = false;
    await sleep(40);
    expect(idsIn(notebook).flat()).toEqual(['a', 'b']);
    expect(log.state()).toEqual({ waiting: 0, trouble: undefined });
  });
  test('is bounded: a read that finds no room is refused, not forgotten', () => {
    const { log } = begin({ mostWaiting: 2, gatherMs: 1_000 });
    for (const id of ['a', 'b']) log.record(read(id));
    expect(() => log.record(read('c'))).toThrow(ReadLogFull);
    expect(log.state().waiting).toBe(2);
  });
  test('a normal stop writes what waits, and what could not be written is not passed over in silence', async () => {
    const { notebook, log } = begin({ gatherMs: 60_000 });
    log.record(read('a'));
    notebook.away = true;
    await expect(log.onApplicationShutdown()).rejects.toThrow('1 sensitive reads could not be written: away');
    notebook.away = false;
    await log.onApplicationShutdown();
    expect(idsIn(notebook)).toEqual([['a']]);
  });
  test('data about people are shown only when it is written who asked', async () => {
    const { notebook, log } = begin();
    notebook.away = true;
    await expect(log.recordNow(read('a'))).rejects.toThrow('away');
    notebook.away = false;
    await log.recordNow(read('b'));
    expect(idsIn(notebook)).toEqual([['b']]);
  });
  test('of an operation with hundreds of questions the first fifty are kept, and that there were more', async () => {
    const { notebook, log } = begin();
    await log.recordNow(read('a', Array(200).fill('plans')));
    const { asked } = notebook.batches[0]![0]!;
    expect([asked.length, asked.at(-1)!.field]).toEqual([51, '…']);
  });
  test('keeps all reads of auditors, and of nobody else', () => {
    const { log } = begin();
    expect(
      ['AUDITOR', 'COUNCIL_SECRETARIAT', 'OPERATOR'].map((role) => log.keepsReadsOf(actor('o', 'p', role))),
    ).toEqual([true, false, false]);
  });
});
