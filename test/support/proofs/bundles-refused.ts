import { sql } from '@baikoo/database';
import { expect, jest, test } from '@jest/globals';
import type { Proven } from './published.js';
import { bundlesOf } from './taking-bundles.js';

/** What is no bundle: what nobody can ask for, what was changed, and what cannot be finished. */
export function specifyBundlesRefused(proven: Proven): void {
  const { running, published } = proven;
  const { get, verify } = bundlesOf(proven);

  test.each([
    ['', 'INVALID_INPUT', 'range'],
    ['range=9..3', 'INVALID_INPUT', 'range'],
    ['range=1..2&stream=a-1', 'INVALID_INPUT', 'range'],
    ['subject=NOTHING:a', 'INVALID_INPUT', 'subject'],
    ['range=1..2&size=0', 'INVALID_INPUT', 'size'],
    ['range=1..2&earlier=1,x', 'INVALID_INPUT', 'earlier'],
    ['range=1..2&size=7', 'UNKNOWN_CHECKPOINT', 'size'],
    ['range=1..2&earlier=99999999', 'BEYOND_THE_TREE', 'earlier'],
    ['range=1..99999999', 'BEYOND_THE_CHECKPOINT', 'range'],
    ['range=99999999..99999999', 'BEYOND_THE_CHECKPOINT', 'range'],
    ['stream=measure-nobody', 'NOTHING_TO_BUNDLE', 'stream'],
  ])('answers ?%s with %s', async (asked, code, path) => {
    const answer = await get('demo-auditor', asked);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code, path, message: expect.stringMatching(/^\S.*\.$/) });
  });

  test('gives out nothing of a record that was changed, and names the event', async () => {
    const { owner } = running().database;
    const change = (type: string) =>
      owner.transaction(async (tx) => {
        await tx.query(sql`set local session_replication_role = replica`);
        await tx.query(sql`update record.event set type = ${type} where position = 20`);
      });
    const { type } = published().events.find(({ position }) => position === 20n)!;
    await change('Forged');
    try {
      const answer = await get('demo-auditor', 'range=15..25');
      expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'EVENT_NOT_AS_SIGNED' }]);
    } finally {
      await change(type);
    }
    expect((await get('demo-auditor', 'range=15..25')).status).toBe(200);
  });

  test('breaks off a bundle that cannot be finished, so that nobody takes it for one', async () => {
    const real = published().ports.tree.readHashes.bind(published().ports.tree);
    // The hashes above many events are asked for when they are written out, and not when they are looked through.
    const faulty = jest.spyOn(published().ports.tree, 'readHashes').mockImplementation(async (nodes) => {
      if (nodes.length > 100 && nodes.some(({ level }) => level > 0)) throw new Error('gone');
      return real(nodes);
    });
    let text = '';
    try {
      const { body } = await get(
        'demo-auditor',
        `range=1..${published().events[published().sizes[1] - 1]!.position}`,
        'identity',
      );
      const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
      const whole = (async () => {
        for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
      })();
      await expect(whole).rejects.toThrow('terminated');
    } finally {
      faulty.mockRestore();
    }
    expect((await verify(text)).failures).toMatchObject([{ code: 'CUT_SHORT' }]);
  });
}
