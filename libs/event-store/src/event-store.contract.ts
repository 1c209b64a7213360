import { afterEach, describe, expect, it } from '@jest/globals';
import { type Cause, type EventStore, StreamMoved } from './event-store.js';

let commands = 0;
/** A cause for specs; each has a commandId of its own unless one is given. */
export const aCause = (about: Partial<Cause> = {}): Cause => ({
  commandId: `command-${++commands}`,
  correlationId: 'correlation-1',
  causationId: null,
  actorId: 'person',
  organisationId: 'organisation',
  roleAtTime: 'COMMISSION_SECRETARY',
  territoryAtTime: null,
  onBehalfOf: null,
  reason: null,
  legalBasis: null,
  effectiveAt: null,
  fingerprint: null,
  ...about,
});

const counted = (n: number) => ({ type: 'Counted', data: { n } });

export type StoreUnderTest = { readonly store: EventStore; setClock(moment: string): void; close(): Promise<void> };

/** What every event store must do. Each adapter's spec is one call to this. */
export const eventStoreContract = (name: string, open: () => Promise<StoreUnderTest>) =>
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
      await store.append('count-1', 0, [counted(1), counted(2)], cause);
      expect(await store.read('count-1')).toMatchObject([
        { ...counted(1), stream: 'count-1', revision: 1, cause, schemaVersion: 1 },
        { ...counted(2), stream: 'count-1', revision: 2, cause },
      ]);
      expect(await store.read('count-2')).toEqual([]);
    });

    it('refuses a write made on stale knowledge', async () => {
      const { store } = await fresh();
      await store.append('count-1', 0, [counted(1)], aCause());
      await expect(store.append('count-1', 0, [counted(2)], aCause())).rejects.toThrow(StreamMoved);
      await expect(store.append('count-1', 2, [counted(2)], aCause())).rejects.toThrow(StreamMoved);
      expect(await store.read('count-1')).toHaveLength(1);
    });

    it('refuses a write whose decision rests on another history that has moved', async () => {
      const { store } = await fresh();
      await store.append('plan-1', 0, [counted(1)], aCause());
      const restsOn = [{ stream: 'plan-1', revision: 1 }];
      await store.append('measure-1', 0, [counted(1)], aCause(), restsOn);
      await store.append('plan-1', 1, [counted(2)], aCause());
      await expect(store.append('measure-1', 1, [counted(2)], aCause(), restsOn)).rejects.toThrow(StreamMoved);
      expect(await store.read('measure-1')).toHaveLength(1);
    });

    it('gives a command sent again its first receipt and no second effect', async () => {
      const { store } = await fresh();
      const cause = aCause({ fingerprint: 'of the wish' });
      const first = await store.append('count-1', 0, [counted(1)], cause);
      await store.append('count-1', 1, [counted(2)], aCause());
      expect(await store.append('count-1', 0, [counted(1)], cause)).toEqual(first);
      expect(await store.findReceipt(cause.commandId)).toEqual(first);
      expect(await store.findReceipt('never-sent')).toBeUndefined();
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
    });

    it('lets one of many concurrent writers win each revision', async () => {
      const { store } = await fresh();
      const attempts = Array.from({ length: 20 }, (_, n) => store.append('count-1', 0, [counted(n)], aCause()));
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.read('count-1')).toHaveLength(1);
    });

    it('never lets a follower skip an event, however many write at once', async () => {
      const { store } = await fresh();
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 10; n++) await store.append(`count-${writer}`, n, [counted(n)], aCause());
      });
      const seen: bigint[] = [];
      const readOn = async () => {
        const page = await store.readLog(seen.at(-1) ?? 0n, 7);
        seen.push(...page.map(({ position }) => position));
        return page.length;
      };
      let writing = true;
      const written = Promise.all(writers).finally(() => (writing = false));
      while (writing) await readOn();
      await written;
      while ((await readOn()) > 0);
      expect(seen).toEqual((await store.readLog(0n, 1_000)).map(({ position }) => position));
      expect(seen).toHaveLength(80);
    });

    it('never records that it learned something earlier than what stands before it', async () => {
      const { store, setClock } = await fresh();
      setClock('2026-05-01T10:00:00.000Z');
      await store.append('count-1', 0, [counted(1)], aCause());
      setClock('2026-05-01T09:00:00.000Z');
      await store.append('count-1', 1, [counted(2)], aCause());
      const recorded = (await store.read('count-1')).map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(['2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.000Z']);
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

    it('tells its followers that there is news', async () => {
      const { store } = await fresh();
      let heard = 0;
      const unfollow = await store.follow(() => heard++);
      const before = heard;
      await store.append('count-1', 0, [counted(1)], aCause());
      const deadline = Date.now() + 2_000;
      while (heard === before && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(heard).toBeGreaterThan(before);
      await unfollow();
    });
  });
