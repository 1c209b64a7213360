import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, sql } from '@baikoo/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aCause, again, follow } from '../store-under-test.js';
import type { AppendFault, ReadFault } from './protocol-stand-in/faults.js';
import { ServerUnderTest } from './testing.js';

const counted = (n: number) => ({ type: 'Counted', data: { n } });

type Server = Awaited<ReturnType<typeof ServerUnderTest.standIn>>;
let server: Server;
let opened: Awaited<ReturnType<Server['open']>>;
beforeAll(async () => (server = await ServerUnderTest.standIn({ callMs: 400, patienceMs: 2_500 })));
afterAll(() => server.close());
beforeEach(async () => (opened = await server.open()));
afterEach(() => opened.close());

describe('an append', () => {
  test.each<[string, AppendFault]>([
    ['the acknowledgement is lost', 'LOST_ACKNOWLEDGEMENT'],
    ['nobody answers', 'SILENCE'],
    ['the node does not lead the cluster', 'NOT_LEADER'],
    ['the server is not ready', 'NOT_READY'],
  ])('is written once when %s, and when it happens again', async (_, fault) => {
    const { store } = opened;
    const { faults } = server.standIn;
    await store.append('count-1', 0, [counted(1)], aCause());
    const before = faults.met;
    faults.ofNextAppends(fault, fault);
    const receipt = await store.append('count-1', 1, [counted(2), counted(3)], aCause());
    expect(receipt).toMatchObject({ stream: 'count-1', revision: 3, position: await store.head() });
    expect((await store.read('count-1')).map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(faults.met - before).toBe(2);
  });

  test('is written once, as are many large ones, when all connections are cut under way', async () => {
    const { store } = opened;
    const text = 'x'.repeat(200_000);
    const appends = Array.from({ length: 40 }, (_, n) => {
      const cause = aCause();
      return again(() => store.append(`large-${n}`, 0, [{ type: 'Said', data: { n, text } }], cause));
    });
    for (let cut = 0; cut < 3; cut++) {
      await sleep(60);
      await server.standIn.restart();
    }
    await Promise.all(appends);
    expect(await store.readCategory('large', 0n, 100)).toHaveLength(40);
  });

  test('is written once, as are many at once, when the leader changes again and again under way', async () => {
    const { store } = opened;
    const changes = Array.from({ length: 40 }, () => 'NOT_LEADER' as const);
    for (let round = 0; round < 3; round++) {
      server.standIn.faults.ofNextAppends(...changes);
      await Promise.all(
        Array.from({ length: 100 }, (_, n) => {
          const cause = aCause();
          return again(() => store.append(`many-${n}`, round, [counted(round)], cause));
        }),
      );
    }
    const log = await store.readCategory('many', 0n, 1_000);
    expect(log).toHaveLength(300);
  });

  test('fails as unavailable when the server stays away, and is written once when it is back', async () => {
    const { store } = opened;
    const cause = aCause();
    server.standIn.stop();
    try {
      const fault = await store.append('count-1', 0, [counted(1)], cause).catch((error: unknown) => error);
      expect(isUnavailable(fault)).toBe(true);
      expect(isUnavailable(await store.head().catch((error: unknown) => error))).toBe(true);
    } finally {
      await server.standIn.open();
    }
    await again(() => store.append('count-1', 0, [counted(1)], cause));
    expect(await store.read('count-1')).toHaveLength(1);
  });

  test('reaches a node that is slow, and fails as unavailable at one that is slower than anybody waits', async () => {
    const { store } = opened;
    const { faults } = server.standIn;
    try {
      faults.slowness = 100;
      await store.append('count-1', 0, [counted(1)], aCause());
      faults.slowness = 600;
      const fault = await store.append('count-1', 1, [counted(2)], aCause()).catch((error: unknown) => error);
      expect(isUnavailable(fault)).toBe(true);
    } finally {
      faults.slowness = 0;
    }
    expect(await store.read('count-1')).toHaveLength(1);
  });
});

describe('an append that reached the log, whose transaction was lost', () => {
  test('gets its first receipt when it is sent again, in whichever process, and has one effect', async () => {
    const { store, another, loseNextAnswer } = opened;
    const elsewhere = await another();
    const cause = aCause();
    loseNextAnswer();
    await expect(store.append('count-1', 0, [counted(1), counted(2)], cause)).rejects.toThrow('before the commit');
    expect(await server.database.owner.query(sql`select * from eventstoredb.event`)).toEqual([]);

    const receipt = await elsewhere.findReceipt(cause.commandId);
    expect(receipt).toMatchObject({ stream: 'count-1', revision: 2, position: await elsewhere.head() });
    for (const process of [store, elsewhere])
      expect(await process.append('count-1', 0, [counted(1), counted(2)], cause)).toEqual(receipt);
    expect(await store.readLog(0n, 10)).toHaveLength(2);
  });

  test('stands before what others append then, who are told that the stream has moved', async () => {
    const { store, another, loseNextAnswer } = opened;
    const cause = aCause();
    loseNextAnswer();
    await expect(store.append('count-1', 0, [counted(1)], cause)).rejects.toThrow('before the commit');
    const stale = (await another()).append('count-1', 0, [counted(2)], aCause());
    await expect(stale).rejects.toMatchObject({ name: 'StreamMoved', actual: 1 });
    const rests = store.append('plan-1', 0, [counted(3)], aCause(), [{ stream: opened.inTheLog('x-1'), revision: 0 }]);
    await rests;
    expect((await store.readLog(0n, 10)).map(({ stream }) => stream)).toEqual(['count-1', 'plan-1']);
  });
});

describe('a reader', () => {
  test.each<[string, ReadFault]>([
    ['nobody answers', 'SILENCE'],
    ['the node does not lead the cluster', 'NOT_LEADER'],
    ['the server is not ready', 'NOT_READY'],
    ['the connection is lost', 'LOST_CONNECTION'],
  ])('reads on when %s', async (_, fault) => {
    const { store } = opened;
    await store.append('count-1', 0, [counted(1)], aCause());
    server.standIn.faults.ofNextReads(fault, fault);
    expect(await store.readLog(0n, 10)).toHaveLength(1);
    server.standIn.faults.ofNextReads(fault);
    expect(await store.read('count-1')).toHaveLength(1);
  });
});

describe('a follower', () => {
  const subscribed = async () => {
    const deadline = Date.now() + 5_000;
    while (server.standIn.subscriptions === 0 && Date.now() < deadline) await sleep(10);
    expect(server.standIn.subscriptions).toBe(1);
  };

  test.each<[string, (server: Server) => unknown]>([
    ['is lost', ({ standIn }) => standIn.dropSubscriptions('LOST')],
    ['is ended by the server, as if all were well', ({ standIn }) => standIn.dropSubscriptions('ENDED')],
    ['goes down with the server, which starts anew', ({ standIn }) => standIn.restart()],
  ])('hears of news again after its subscription %s', async (_, drop) => {
    const { store } = opened;
    let heard = 0;
    const unfollow = await store.follow(() => heard++);
    await subscribed();
    await drop(server);
    await subscribed();
    const before = heard;
    await again(() => store.append('count-1', 0, [counted(1)], aCause({ commandId: `after-${_}` })));
    const deadline = Date.now() + 5_000;
    while (heard === before && Date.now() < deadline) await sleep(5);
    expect(heard).toBeGreaterThan(before);
    await unfollow();
  });

  test('that throws costs the others nothing, and one subscription serves them all until the last has left', async () => {
    const { store } = opened;
    let heard = 0;
    const first = await store.follow(() => {
      throw new Error('This one cannot listen.');
    });
    const second = await store.follow(() => heard++);
    await subscribed();
    await store.append('count-1', 0, [counted(1)], aCause());
    const deadline = Date.now() + 5_000;
    while (heard < 2 && Date.now() < deadline) await sleep(5);
    expect(heard).toBeGreaterThan(0);
    await first();
    expect(server.standIn.subscriptions).toBe(1);
    await second();
    while (server.standIn.subscriptions > 0 && Date.now() < deadline) await sleep(5);
    expect(server.standIn.subscriptions).toBe(0);
  });

  test('gets every event once while subscriptions are dropped all the time', async () => {
    const { store } = opened;
    const following = follow(store, 0n, 30, 4);
    for (let n = 0; n < 30; n++) {
      if (n % 5 === 0) server.standIn.dropSubscriptions(n % 2 ? 'LOST' : 'ENDED');
      await again(() => store.append('count-1', n, [counted(n)], aCause({ commandId: `busy-${n}` })));
    }
    expect((await following).map(({ data }) => data)).toEqual(Array.from({ length: 30 }, (_, n) => ({ n })));
  });
});
