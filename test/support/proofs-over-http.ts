import fc from 'fast-check';
import { sql } from '@baikoo/database';
import type { Recorded } from '@baikoo/event-store';
import { notaryOf, readSigners } from '@baikoo/installation';
import { isRefusal } from '@baikoo/kernel';
import {
  KeptTree,
  leafHash,
  type NoteVerifier,
  type ProofPorts,
  proveContinuation,
  proveEvent,
  SigningBook,
  verifyBundle,
  verifyConsistency,
  verifyInclusion,
  verifyProof,
} from '@baikoo/proof';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PEOPLE } from './access-people.js';
import type { RunningApi } from './running-api.js';

/** To whoever may not, and to those to whom no spec before this one has granted a mandate. */
const REFUSED = [403, 401];

type Told = { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };
type Checkpoint = { readonly size: number; readonly note: string };

/** Proofs and bundles over HTTP, of a record that people wrote: nothing of the trail gets out by another door. */
export const specifyProofs = (running: () => RunningApi): void =>
  describe('what proves the record', () => {
    specify(running);
  });

function specify(running: () => RunningApi): void {
  let events: readonly Recorded[];
  let ports: ProofPorts;
  let key: NoteVerifier;
  /** Of the checkpoints that are published here. */
  let sizes: readonly [number, number];

  beforeAll(async () => {
    const { installation, server } = running();
    const { store } = installation;
    const tree = server.app.get(KeptTree, { strict: false });
    const book = server.app.get(SigningBook, { strict: false });
    // That of the installation signs on a schedule too; this one does when it is told.
    const notary = notaryOf(installation, { tree, book }, () => {});
    const publish = async () => {
      expect(await tree.caughtUp(await store.head(), { timeoutMs: 30_000 })).toBe(true);
      await notary.sign();
      return (await book.findNewest())!.size;
    };
    const earlier = await publish();
    await give('draftPlan', 'DraftPlanInput', {
      ...{ kind: 'LOCAL_JOINT', territoryId: '41711201000000', from: '2027-01-01', to: '2027-12-31' },
      titles: { ru: 'План' },
    });
    const addDirection = (directionId: string) =>
      give('addDirection', 'AddDirectionInput', {
        ...{ directionId, kind: 'LOCAL_PROBLEM', reference: directionId, titles: { ru: 'Направление' } },
      });
    await addDirection('1');
    sizes = [earlier, await publish()];
    await addDirection('2');
    events = await store.recorded.readLog(0n, 10_000);
    expect([earlier, sizes[1]]).toEqual([events.length - 3, events.length - 1]);
    key = readSigners(installation.configuration).signer;
    ports = { record: store.recorded, tree, book };
  }, 60_000);

  const give = async (name: string, type: string, input: object) => {
    const query = `mutation ($input: ${type}!) { it: ${name}(input: $input) { ... on Refusal { code path } } }`;
    const commandId = `proofs-${(given += 1)}`;
    const all = { commandId, planId: 'proofs-leninsky', ...input };
    const { data } = await running().ask('demo-leninsky-secretary', query, { input: all });
    expect(data).toEqual({ it: {} });
  };
  let given = 0;

  const ask = async <T = Record<string, never>>(who: string | undefined, query: string, language = 'en') => {
    const { data, errors } = await running().ask(who, query, {}, language);
    return { data: (data ?? {}) as T, errors: (errors ?? []) as readonly object[] as readonly Told[] };
  };
  const PROOF = 'index size leafHash hashes root checkpoint { note }';

  test('lists checkpoints, newest first and page by page, to everybody who signed in', async () => {
    const query = (after: string) =>
      `{ checkpoints(first: 1${after}) { totalCount nodes { size note root signedAt origin } pageInfo { hasNextPage endCursor } } }`;
    type Page = { totalCount: number; nodes: Checkpoint[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    const { checkpoints: first } = (await ask<{ checkpoints: Page }>('demo-operator', query(''))).data;
    const totalCount = await ports.book.count();
    expect(totalCount).toBeGreaterThanOrEqual(2);
    expect(first).toMatchObject({ totalCount, nodes: [{ size: sizes[1] }], pageInfo: { hasNextPage: true } });
    const { data } = await ask('demo-public', query(`, after: "${first.pageInfo.endCursor}"`));
    expect(data['checkpoints']).toMatchObject({ totalCount, nodes: [{ size: sizes[0] }] });
    const wrong = await ask('demo-public', query(', after: "bm9uZQ"'));
    expect(wrong.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect((await ask(undefined, query(''))).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('proves events by the positions that trail and receipts show, to whoever checks it alone', async () => {
    const { data } = await ask<{ auditTrail: { nodes: { position: string }[] } }>(
      'demo-auditor',
      '{ auditTrail(kind: MEASURE, id: "leninsky-lighting", first: 5) { nodes { position } } }',
    );
    const { nodes } = data.auditTrail;
    expect(nodes).toHaveLength(5);
    for (const { position } of nodes) {
      const answer = await ask('demo-public', `{ inclusionProof(position: "${position}") { ${PROOF} } }`);
      expect(verifyProof(answer, { keys: [key] })).toMatchObject({ wrong: [] });
      const leaf = leafHash(events.find((event) => String(event.position) === position)!).toString('base64');
      expect(answer.data['inclusionProof']).toMatchObject({ leafHash: leaf, size: sizes[1] });
    }
    const pair = await ask(
      'demo-operator',
      `{ consistencyProof(from: ${sizes[0]}) { from { size root checkpoint { note } } to { size root checkpoint { note } } hashes } }`,
    );
    expect(verifyProof(pair, { keys: [key] })).toMatchObject({ wrong: [] });
  });

  test('proves any event in any tree over it, and that any tree continues any smaller one, from tiles in PostgreSQL', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(events.length - 1), fc.nat(), async (index, seed) => {
        const size = index + 1 + (seed % (events.length - index));
        const event = events[index]!;
        const proof = await proveEvent(ports, { position: event.position, size });
        const pair = await proveContinuation(ports, { from: index, to: size });
        if (isRefusal(proof) || isRefusal(pair)) throw new Error('Refused');
        const { hashes, root } = proof;
        return (
          proof.leafHash.equals(leafHash(event)) &&
          verifyInclusion({ index, size, root, leafHash: leafHash(event), proof: hashes }) &&
          verifyConsistency({ ...pair, proof: pair.hashes })
        );
      }),
      { numRuns: 60 },
    ));

  test.each([
    ['inclusionProof(position: "99999999") { index }', 'NO_EVENT_THERE', 'position'],
    ['inclusionProof(position: "1", size: 99999999) { index }', 'BEYOND_THE_TREE', 'size'],
    ['inclusionProof(position: "1", size: 0) { index }', 'INVALID_INPUT', 'size'],
    ['inclusionProof(position: "9", size: 3) { index }', 'EVENT_BEYOND_SIZE', 'size'],
    ['consistencyProof(from: -1) { hashes }', 'INVALID_INPUT', 'from'],
    ['consistencyProof(from: 9, to: 8) { hashes }', 'SIZES_REVERSED', 'from'],
    ['consistencyProof(from: 9, to: 99999999) { hashes }', 'BEYOND_THE_TREE', 'to'],
  ])('refuses %s: %s, and names the argument', async (field, reason, argument) => {
    const { errors } = await ask('demo-auditor', `{ ${field} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason, argument } }]);
  });

  test('says in three languages that what was recorded just now is not proven yet', async () => {
    const field = `{ inclusionProof(position: "${events.at(-1)!.position}") { index } }`;
    const told = await Promise.all(['ky', 'ru', 'en'].map((language) => ask('demo-auditor', field, language)));
    expect(told.map(({ errors }) => errors[0]?.extensions['reason'])).toEqual(Array(3).fill('NOT_PROVEN_YET'));
    expect(new Set(told.map(({ errors }) => errors[0]?.message)).size).toBe(3);
  });

  const get = async (who: string, asked: string, encoding = 'gzip') => {
    const token = await running().installation.demoTokens!.issue(who, { days: 1 });
    return fetch(`${running().url}/export/bundle/a.baikoo-bundle?${asked}`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'en', 'accept-encoding': encoding },
    });
  };
  const bytesOf = async function* (text: string) {
    yield Buffer.from(text);
  };
  const verify = (text: string, earlier: readonly string[] = []) => verifyBundle(bytesOf(text), { key, earlier });
  const taken = async () => {
    const rows = await running().database.db.query<{ who: string; asked: object }>(sql`
      select person_id as who, asked from audit.sensitive_read
      where kind = 'EXPORT' and via = 'FILE' and asked @> '[{"field": "export/bundle"}]' order by id`);
    return rows;
  };

  /** Subjects and a history, each with the trail that shows it. */
  const WHOLES = [
    ['subject=MEASURE:leninsky-lighting', 'MEASURE', 'leninsky-lighting'],
    ['stream=measure-leninsky-lighting', 'MEASURE', 'leninsky-lighting'],
    ['subject=PLAN:concept-2022-2028', 'PLAN', 'concept-2022-2028'],
    ['subject=ORGANISATION:commission-osh-city', 'ORGANISATION', 'commission-osh-city'],
    ['stream=mandate-leninsky-secretary', 'MANDATE', 'leninsky-secretary'],
  ] as const;

  test.each(WHOLES)('bundles %s for those whom the trail shows all of it', async (asked, kind, id) => {
    const trail = `{ auditTrail(kind: ${kind}, id: "${id}", first: 200) { nodes { position } } }`;
    const under = events[sizes[1]]!.position;
    const positionsFor = async (who: string) => {
      const { data } = await ask<{ auditTrail?: { nodes: { position: string }[] } | null }>(who, trail);
      return (data.auditTrail?.nodes ?? []).filter(({ position }) => BigInt(position) < under);
    };
    const whole = await positionsFor('demo-auditor');
    expect(whole.length).toBeGreaterThan(0);
    const [shown, got]: [string[], string[]] = [[], []];
    const verdicts: unknown[] = [];
    for (const { id: who } of PEOPLE) {
      if ((await positionsFor(who)).length === whole.length) shown.push(who);
      const answer = await get(who, asked);
      const text = await answer.text();
      if (answer.status === 200) got.push(who);
      verdicts.push(answer.status === 200 ? await verify(text) : answer.status);
    }
    expect(got).toEqual(shown);
    const good = { failures: [], events: whole.length, keyIsKnown: true };
    for (const verdict of verdicts) expect([422, ...REFUSED, expect.objectContaining(good)]).toContainEqual(verdict);
    expect(got.length).toBeLessThan(PEOPLE.length);
    expect((await taken()).slice(-got.length).map(({ who }) => who)).toEqual(got);
  });

  test('bundles a part of the record, whole events of everybody, for nobody but who is shown all of it', async () => {
    const before = (await taken()).length;
    const statuses: [string, number][] = [];
    for (const { id } of PEOPLE) statuses.push([id, (await get(id, 'range=3..9')).status]);
    expect(statuses.filter(([, status]) => status === 200).map(([who]) => who)).toEqual([
      ...['demo-secretariat', 'demo-council-chair', 'demo-auditor'],
    ]);
    expect(statuses.filter(([, status]) => ![200, ...REFUSED].includes(status))).toEqual([]);
    expect((await taken()).slice(before)).toMatchObject([
      { who: 'demo-secretariat', asked: [{ arguments: { range: '3..9' } }] },
      ...[{ who: 'demo-council-chair' }, { who: 'demo-auditor' }],
    ]);
  });

  test('shows of the history of the map to whoever sees a part of it only that of the own units', async () => {
    const whole = await verify(await (await get('demo-auditor', 'subject=TERRITORY:41711201000000')).text());
    const own = await verify(await (await get('demo-leninsky-secretary', 'subject=TERRITORY:41711201000000')).text());
    const streamsOf = ({ head }: typeof whole) =>
      head?.scope.kind === 'STREAMS' ? head.scope.streams.map(({ stream }) => stream) : [];
    expect(streamsOf(whole)).toContain('territory-map.kg');
    expect(streamsOf(own)).not.toContain('territory-map.kg');
    expect((await get('demo-leninsky-secretary', 'stream=territory-map.kg')).status).toBe(422);
  });

  test('connects a bundle with an earlier checkpoint, and makes it under the one that is asked for', async () => {
    const answer = await get('demo-auditor', `range=1..50&earlier=${sizes[0]}`);
    expect(answer.headers.get('content-disposition')).toContain('a.baikoo-bundle');
    const note = (await ports.book.findBySize(sizes[0]))!.note;
    expect(await verify(await answer.text(), [note])).toMatchObject({ failures: [], earlier: [{ size: sizes[0] }] });
    const all = await verify(await (await get('demo-auditor', 'range=1..100000000')).text());
    expect(all).toMatchObject({ failures: [], events: sizes[1] });
    const former = await verify(await (await get('demo-auditor', `range=1..50&size=${sizes[0]}`)).text());
    expect(former).toMatchObject({ failures: [], head: { checkpoint: { size: sizes[0] } } });
  });

  test.each([
    ['', 'INVALID_INPUT', 'range'],
    ['range=9..3', 'INVALID_INPUT', 'range'],
    ['range=1..2&stream=a-1', 'INVALID_INPUT', 'range'],
    ['subject=NOTHING:a', 'INVALID_INPUT', 'subject'],
    ['range=1..2&size=0', 'INVALID_INPUT', 'size'],
    ['range=1..2&earlier=1,x', 'INVALID_INPUT', 'earlier'],
    ['range=1..2&size=7', 'UNKNOWN_CHECKPOINT', 'size'],
    ['range=1..2&earlier=99999999', 'BEYOND_THE_TREE', 'earlier'],
    ['range=99999999..99999999', 'NOTHING_TO_BUNDLE', 'range'],
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
    const { type } = events.find(({ position }) => position === 20n)!;
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
    const real = ports.tree.readHashes.bind(ports.tree);
    // The hashes above many events are asked for when they are written out, and not when they are looked through.
    const faulty = jest.spyOn(ports.tree, 'readHashes').mockImplementation(async (nodes) => {
      if (nodes.length > 100 && nodes.some(({ level }) => level > 0)) throw new Error('gone');
      return real(nodes);
    });
    let text = '';
    try {
      const { body } = await get('demo-auditor', `range=1..${events.at(-1)!.position}`, 'identity');
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
