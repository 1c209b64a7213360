import fc from 'fast-check';
import { isRefusal } from '@baikoo/kernel';
import {
  leafHash,
  proveContinuation,
  proveEvent,
  verifyConsistency,
  verifyInclusion,
  verifyProof,
} from '@baikoo/proof';
import { expect, test } from '@jest/globals';
import { askingOf, type Proven } from './published.js';

type Checkpoint = { readonly size: number; readonly note: string };

const PROOF = 'index size leafHash hashes root checkpoint { note }';

/** Checkpoints, inclusion and consistency, as everybody who signed in may ask for them. */
export function specifyProofsAsked({ running, published }: Proven): void {
  const ask = askingOf(running);

  test('lists checkpoints, newest first and page by page, to everybody who signed in', async () => {
    const query = (after: string) =>
      `{ checkpoints(first: 1${after}) { totalCount nodes { size note root signedAt origin } pageInfo { hasNextPage endCursor } } }`;
    type Page = { totalCount: number; nodes: Checkpoint[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    const { checkpoints: first } = (await ask<{ checkpoints: Page }>('demo-operator', query(''))).data;
    const totalCount = await published().ports.book.count();
    expect(totalCount).toBeGreaterThanOrEqual(2);
    expect(first).toMatchObject({
      totalCount,
      nodes: [{ size: published().sizes[1] }],
      pageInfo: { hasNextPage: true },
    });
    const { data } = await ask('demo-public', query(`, after: "${first.pageInfo.endCursor}"`));
    expect(data['checkpoints']).toMatchObject({ totalCount, nodes: [{ size: published().sizes[0] }] });
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
      expect(verifyProof(answer, { keys: [published().key] })).toMatchObject({ wrong: [] });
      const leaf = leafHash(published().events.find((event) => String(event.position) === position)!).toString(
        'base64',
      );
      expect(answer.data['inclusionProof']).toMatchObject({ leafHash: leaf, size: published().sizes[1] });
    }
    const pair = await ask(
      'demo-operator',
      `{ consistencyProof(from: ${published().sizes[0]}) { from { size root checkpoint { note } } to { size root checkpoint { note } } hashes } }`,
    );
    expect(verifyProof(pair, { keys: [published().key] })).toMatchObject({ wrong: [] });
  });

  test('proves any event in any tree over it, and that any tree continues any smaller one, from tiles in PostgreSQL', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(published().events.length - 1), fc.nat(), async (index, seed) => {
        const size = index + 1 + (seed % (published().events.length - index));
        const event = published().events[index]!;
        const proof = await proveEvent(published().ports, { position: event.position, size });
        const pair = await proveContinuation(published().ports, { from: index, to: size });
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
    const field = `{ inclusionProof(position: "${published().events.at(-1)!.position}") { index } }`;
    const told = await Promise.all(['ky', 'ru', 'en'].map((language) => ask('demo-auditor', field, language)));
    expect(told.map(({ errors }) => errors[0]?.extensions['reason'])).toEqual(Array(3).fill('NOT_PROVEN_YET'));
    expect(new Set(told.map(({ errors }) => errors[0]?.message)).size).toBe(3);
  });
}
