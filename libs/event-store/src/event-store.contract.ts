import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StreamMoved } from './event-store.js';
import { differingHistories } from './random-histories.contract.js';
import { APPEND_LIMIT, NotRecordable } from './recordable.js';
import { aCause, again, follow, type StoreUnderTest } from './store-under-test.js';

const counted = (n: number) => ({ type: 'Counted', data: { n } });

/** Random histories that are compared with the model. */
const HISTORIES = 10_000;

/** What every event store must do. Each adapter's spec is one call to this; the name says what it ran on. */
export const eventStoreContract = (name: string, open: () => Promise<StoreUnderTest>, histories = HISTORIES) =>
  describe(`${name} keeps the event store contract`, () => {
    let opened: StoreUnderTest | undefined;
    const fresh = async () => (opened = await open());
    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });

    it('gives back what was appended, in order, with its cause', async () => {
      const { store } = await fresh();
      const cause = aCause({ reason: 'Слово «ың» and \u{1F600}', effectiveAt: '2026-01-01' });
      await store.append('count-1', 0, [counted(1), { ...counted(2), schemaVersion: 2 }], cause);
      expect(await store.read('count-1')).toMatchObject([
        { ...counted(1), stream: 'count-1', revision: 1, cause, schemaVersion: 1 },
        { ...counted(2), stream: 'count-1', revision: 2, cause, schemaVersion: 2 },
      ]);
      expect(await store.read('count-2')).toEqual([]);
    });

    it('refuses a write made on stale knowledge, and says where the stream stands', async () => {
      const { store } = await fresh();
      await store.append('count-1', 0, [counted(1)], aCause());
      for (const expected of [0, 2]) {
        const stale = store.append('count-1', expected, [counted(2)], aCause());
        await expect(stale).rejects.toMatchObject({ name: 'StreamMoved', stream: 'count-1', expected, actual: 1 });
      }
      expect(await store.read('count-1')).toHaveLength(1);
    });

    it('refuses a write whose decision rests on another history that has moved', async () => {
      const { store } = await fresh();
      await store.append('plan-1', 0, [counted(1)], aCause());
      const restsOn = [{ stream: 'plan-1', revision: 1 }];
      await store.append('measure-1', 0, [counted(1)], aCause(), restsOn);
      await store.append('plan-1', 1, [counted(2)], aCause());
      await expect(store.append('measure-1', 1, [counted(2)], aCause(), restsOn)).rejects.toMatchObject({
        ...{ name: 'StreamMoved', stream: 'plan-1', expected: 1, actual: 2 },
      });
      expect(await store.read('measure-1')).toHaveLength(1);
    });

    it('judges appends that come at once by what those before them left', async () => {
      const { store } = await fresh();
      const outcomes = await Promise.allSettled([
        store.append('plan-1', 0, [counted(1)], aCause()),
        store.append('measure-1', 0, [counted(1)], aCause(), [{ stream: 'plan-1', revision: 0 }]),
        store.append('plan-1', 1, [counted(2)], aCause()),
        store.append('measure-1', 0, [counted(1)], aCause(), [{ stream: 'plan-1', revision: 2 }]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    });

    it('gives a command sent again its first receipt and no second effect, in whichever process', async () => {
      const { store, another } = await fresh();
      const cause = aCause({ fingerprint: 'of the wish' });
      const first = await store.append('count-1', 0, [counted(1)], cause);
      await store.append('count-1', 1, [counted(2)], aCause());
      const elsewhere = await another();
      for (const process of [store, elsewhere])
        for (const expected of [0, 2])
          expect(await process.append('count-1', expected, [counted(1)], cause)).toEqual(first);
      expect(await elsewhere.append('count-9', 0, [counted(1)], cause)).toEqual(first);
      expect(await elsewhere.findReceipt(cause.commandId)).toEqual(first);
      expect(await store.findReceipt('never-sent')).toBeUndefined();
      expect(await store.readLog(0n, 10)).toHaveLength(2);
    });

    it('gives one effect to a command that two processes send at once', async () => {
      const { store, another } = await fresh();
      const elsewhere = await another();
      const cause = aCause();
      const receipts = await Promise.all(
        [store, elsewhere, store, elsewhere].map((process) => process.append('count-1', 0, [counted(1)], cause)),
      );
      expect(new Set(receipts.map(({ position }) => position)).size).toBe(1);
      expect(await store.read('count-1')).toHaveLength(1);
    });

    it('does nothing twice when the answer was lost and the command is sent again', async () => {
      const { store, loseNextAnswer } = await fresh();
      await store.append('count-1', 0, [counted(1)], aCause());
      const cause = aCause();
      loseNextAnswer();
      await expect(store.append('count-1', 1, [counted(2)], cause)).rejects.toBeInstanceOf(Error);
      const receipt = await store.append('count-1', 1, [counted(2)], cause);
      expect(receipt).toMatchObject({ stream: 'count-1', revision: 2, position: await store.head() });
      expect(await store.read('count-1')).toHaveLength(2);
    });

    it('orders the log across streams, page by page', async () => {
      const { store } = await fresh();
      for (const n of [1, 2, 3]) await store.append(`count-${n}`, 0, [counted(n)], aCause());
      const log = await store.readLog(0n, 10);
      expect(log.map(({ stream }) => stream)).toEqual(['count-1', 'count-2', 'count-3']);
      expect(await store.readLog(log[0]!.position, 1)).toEqual([log[1]]);
      expect(await store.head()).toBe(log[2]!.position);
      expect(await store.readLog(await store.head(), 10)).toEqual([]);
      expect(await store.findLast()).toEqual(log[2]);
      expect(await store.findLast(log[1]!.position)).toEqual(log[1]);
      expect(await store.findLast(0n)).toBeUndefined();
    });

    it('reads several streams as one history in the order of the log, each once', async () => {
      const { store } = await fresh();
      for (const stream of ['count-2', 'count-1', 'count-3']) await store.append(stream, 0, [counted(1)], aCause());
      await store.append('count-2', 1, [counted(2)], aCause());
      const read = await store.readAll(['count-1', 'count-2', 'nothing', 'count-1']);
      expect(read).toEqual((await store.readLog(0n, 10)).filter(({ stream }) => stream !== 'count-3'));
      expect(await store.readAll(['count-1', 'count-2'], read[1]!.position)).toEqual(read.slice(0, 2));
      expect(await store.readAll(['count-1', 'count-2'], 0n)).toEqual([]);
      expect(await store.readAll([])).toEqual([]);
    });

    it('reads the streams of a category, and no other that begins alike', async () => {
      const { store } = await fresh();
      for (const stream of ['plan-1', 'planning-1', 'measure-1', 'plan-2'])
        await store.append(stream, 0, [counted(1), counted(2)], aCause());
      const plans = await store.readCategory('plan', 0n, 10);
      expect(plans.map(({ stream }) => stream)).toEqual(['plan-1', 'plan-1', 'plan-2', 'plan-2']);
      expect(await store.readCategory('plan', plans[1]!.position, 1)).toEqual([plans[2]]);
      expect(await store.readCategory('nothing', 0n, 10)).toEqual([]);
    });

    it('lets one of many concurrent writers win each revision, across processes', async () => {
      const { store, another } = await fresh();
      const elsewhere = await another();
      const attempts = Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? store : elsewhere).append('count-1', 0, [counted(n)], aCause()),
      );
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(reasons.every((reason) => reason instanceof StreamMoved)).toBe(true);
      expect(await store.read('count-1')).toHaveLength(1);
    });

    it('never lets a follower skip an event, however many write at once', async () => {
      const { store, another } = await fresh();
      const processes = [store, await another()];
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 10; n++) await processes[writer % 2]!.append(`count-${writer}`, n, [counted(n)], aCause());
      });
      const [seen] = await Promise.all([follow(store, 0n, 80, 7), ...writers]);
      expect(seen.map(({ position }) => position)).toEqual(
        (await store.readLog(0n, 1_000)).map(({ position }) => position),
      );
      expect(seen).toHaveLength(80);
    });

    it('never lets a follower pass a writer that is slow', async () => {
      const { store, another, holdNextAppend } = await fresh();
      const elsewhere = await another();
      await store.append('count-0', 0, [counted(0)], aCause());
      const release = holdNextAppend();
      const slow = store.append('slow-1', 0, [counted(1)], aCause());
      await sleep(20);
      const quick = elsewhere.append('quick-1', 0, [counted(2)], aCause());
      const following = follow(elsewhere, 0n, 3);
      await sleep(150);
      release();
      await Promise.all([slow, quick]);
      const seen = await following;
      expect(new Set(seen.map(({ stream }) => stream))).toEqual(new Set(['count-0', 'slow-1', 'quick-1']));
      expect(seen).toEqual(await elsewhere.readLog(0n, 10));
    });

    it('can be followed from any position, the whole log or one category', async () => {
      const { store } = await fresh();
      for (let n = 0; n < 6; n++) await store.append(`${n % 2 ? 'odd' : 'even'}-${n}`, 0, [counted(n)], aCause());
      const log = await store.readLog(0n, 10);
      for (const [from, { position }] of log.slice(0, -1).entries())
        expect(await follow(store, position, 5 - from, 2)).toEqual(log.slice(from + 1));
      expect((await follow(store, log[1]!.position, 2, 1, 'odd')).map(({ stream }) => stream)).toEqual([
        'odd-3',
        'odd-5',
      ]);
    });

    it('is followed without loss or repetition across a dropped connection', async () => {
      const { store, another, dropConnections } = await fresh();
      const writer = await another();
      const following = follow(store, 0n, 20, 3);
      for (let n = 0; n < 20; n++) {
        if (n === 7 || n === 14) await dropConnections();
        await again(() => writer.append('count-1', n, [counted(n)], aCause({ commandId: `dropped-${n}` })));
      }
      expect((await following).map(({ data }) => data)).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
    });

    it('never records that it learned something earlier than what stands before it', async () => {
      const { store, setClock, another } = await fresh();
      setClock('2026-05-01T10:00:00.000Z');
      await store.append('count-1', 0, [counted(1)], aCause());
      setClock('2026-05-01T09:00:00.000Z');
      await store.append('count-1', 1, [counted(2)], aCause());
      await (await another()).append('count-1', 2, [counted(3)], aCause());
      const recorded = (await store.read('count-1')).map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(Array.from({ length: 3 }, () => '2026-05-01T10:00:00.000Z'));
    });

    it('knows how far the record had come at any moment', async () => {
      const { store, setClock } = await fresh();
      setClock('2026-05-01T10:00:00.000Z');
      await store.append('count-1', 0, [counted(1)], aCause());
      setClock('2026-05-01T12:00:00.000Z');
      const { position } = await store.append('count-1', 1, [counted(2)], aCause());
      const [first] = await store.readLog(0n, 1);
      expect(await store.positionAt('2026-05-01T09:59:59.999Z')).toBe(0n);
      expect(await store.positionAt('2026-05-01T11:00:00.000Z')).toBe(first!.position);
      expect(await store.positionAt('2026-05-01T12:00:00.000Z')).toBe(position);
    });

    it('finds everything that one request set in motion', async () => {
      const { store } = await fresh();
      await store.append('count-1', 0, [counted(1)], aCause({ correlationId: 'request-7' }));
      await store.append('count-2', 0, [counted(2)], aCause());
      await store.append('count-3', 0, [counted(3)], aCause({ correlationId: 'request-7' }));
      const streams = (await store.readCorrelation('request-7')).map(({ stream }) => stream);
      expect(streams).toEqual(['count-1', 'count-3']);
    });

    it('tells its followers that there is news, also of another process', async () => {
      const { store, another } = await fresh();
      let heard = 0;
      const unfollow = await store.follow(() => heard++);
      await sleep(200);
      const before = heard;
      await (await another()).append('count-1', 0, [counted(1)], aCause());
      const deadline = Date.now() + 2_000;
      while (heard === before && Date.now() < deadline) await sleep(5);
      expect(heard).toBeGreaterThan(before);
      await unfollow();
    });

    it('takes large appends whole', async () => {
      const { store } = await fresh();
      const text = 'Ы'.repeat(1_000);
      const many = Array.from({ length: 300 }, (_, n) => ({ type: 'Counted', data: { n, text } }));
      await store.append('count-1', 0, many, aCause());
      expect(await store.read('count-1')).toMatchObject(many);
      const large = Array.from({ length: 40 }, (_, n) =>
        store.append(`count-${n + 2}`, 0, [{ type: 'Counted', data: { n, text: text.repeat(100) } }], aCause()),
      );
      await Promise.all(large);
      expect(await store.readLog(0n, 1_000)).toHaveLength(340);
    });

    it.each<[string, unknown, string]>([
      ['more than one append may hold', 'x'.repeat(APPEND_LIMIT), 'TOO_LARGE'],
      ['a number that is none', [{ n: Number.NaN }], 'NOT_JSON'],
      ['an infinite number', Number.NEGATIVE_INFINITY, 'NOT_JSON'],
      ['what is no plain data', new Date(0), 'NOT_JSON'],
      ['a big integer', 1n, 'NOT_JSON'],
      ['half a character', 'a\uD800b', 'BROKEN_TEXT'],
      ['NUL', 'a\0b', 'BROKEN_TEXT'],
      ['half a character in the name of a field', { '\uDC00': 1 }, 'BROKEN_TEXT'],
    ])('refuses %s, says where it stands, and keeps none of the append', async (_, value, problem) => {
      const { store } = await fresh();
      const append = store.append('count-1', 0, [counted(1), { type: 'Counted', data: { value } }], aCause());
      await expect(append).rejects.toBeInstanceOf(NotRecordable);
      await expect(append).rejects.toMatchObject({ problem, path: expect.stringContaining('events') });
      expect(await store.readLog(0n, 10)).toEqual([]);
      await store.append('count-1', 0, [counted(1)], aCause());
    });

    it('keeps every character that can be kept, in data, causes and names of streams', async () => {
      const { store } = await fresh();
      let n = 0;
      const text = fc
        .string({ unit: 'binary', maxLength: 40 })
        .map((value) => value.toWellFormed().replaceAll('\0', ''));
      await fc.assert(
        fc.asyncProperty(text, fc.jsonValue(), fc.boolean(), async (reason, value, keep) => {
          const data = JSON.parse(JSON.stringify({ reason, value }).replaceAll('\\u0000', keep ? '' : ' ')) as object;
          if (!JSON.stringify(data).isWellFormed() || /\\ud[89a-f]/i.test(JSON.stringify(data))) return;
          const stream = `text-${reason.replaceAll(/\p{C}/gu, '')}${++n}`;
          await store.append(stream, 0, [{ type: 'Said', data }], aCause({ reason }));
          expect(await store.read(stream)).toMatchObject([{ stream, data, cause: { reason } }]);
        }),
        { numRuns: 50 },
      );
    });

    it(`answers as the model does, through ${histories} random histories`, async () => {
      expect(await differingHistories(await fresh(), histories)).toEqual([]);
    }, 300_000);
  });
