import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { isRefusal } from '@baikoo/kernel';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { generateSigner, hashLeaf, readVerifier, signCheckpoint } from '../domain/index.js';
import { BookInMemory, TreeInMemory } from '../testing.js';
import { proveContinuation } from './prove-continuation.js';
import { proveEvent } from './prove-event.js';
import { continuationShown, eventProofShown } from './shown.js';
import { UnreadableProof, verifyProof } from './verify-proof.js';

type EventJson = ReturnType<typeof eventProofShown>;
type PairJson = ReturnType<typeof continuationShown>;
let book: BookInMemory;
let event: EventJson;
let pair: PairJson;

beforeAll(async () => {
  const record = new MemoryEventStore(() => '2026-01-01T00:00:00.000Z');
  for (let n = 0; n < 21; n += 1) await record.append('a-1', n, [{ type: 'Counted', data: { n } }], aCause());
  const tree = await TreeInMemory.of(record);
  book = new BookInMemory(tree);
  for (const size of [8, 13, 21]) await book.publish(size);
  const ports = { record, tree, book };
  const [one, two] = [await proveEvent(ports, { position: 6n }), await proveContinuation(ports, { from: 13 })];
  if (isRefusal(one) || isRefusal(two)) throw new Error('Refused');
  // As it is passed on.
  event = JSON.parse(JSON.stringify(eventProofShown(one))) as EventJson;
  pair = JSON.parse(JSON.stringify(continuationShown(two))) as PairJson;
});

const keys = () => [readVerifier(book.vkey)];
const noteOf = async (size: number) => (await book.findBySize(size))!.note;
const forged = hashLeaf('forged').toString('base64');
const concluded = (json: unknown, kept: readonly string[] = []) => verifyProof(json, { keys: keys(), kept }).conclusion;
const wrong = (json: unknown, kept: readonly string[] = []) => verifyProof(json, { keys: keys(), kept }).wrong;

describe('a proof that is passed on as JSON', () => {
  test('is good as it came from the command line, and as GraphQL answers it', async () => {
    expect(wrong(event)).toEqual([]);
    expect(wrong({ data: { inclusionProof: event } }, [await noteOf(21)])).toEqual([]);
    expect(verifyProof(event, { keys: keys() }).shows).toMatch(/^The event at place 5, counted from 0, has the hash /);
    expect(wrong(pair, [await noteOf(13)])).toEqual([]);
    expect(verifyProof(pair, { keys: keys() }).shows).toMatch(/^The record of 21 events begins with the 13 events /);
  });

  test.each<[string, (proof: EventJson) => unknown]>([
    ['another event', (proof) => ({ ...proof, leafHash: forged })],
    ['another place', (proof) => ({ ...proof, index: 6 })],
    ['another root', (proof) => ({ ...proof, root: forged })],
    ['a larger tree', (proof) => ({ ...proof, size: 22 })],
    ['a hash less', (proof) => ({ ...proof, hashes: proof.hashes.slice(1) })],
    ['no checkpoint', (proof) => ({ ...proof, checkpoint: null })],
  ])('is not good with %s', (_, change) => expect(wrong(change(event))).not.toEqual([]));

  test.each<[string, (proof: PairJson) => unknown]>([
    ['its ends exchanged', ({ from, to, ...rest }) => ({ ...rest, from: to, to: from })],
    ['another beginning', ({ from, ...rest }) => ({ ...rest, from: { ...from, root: forged } })],
    ['a hash more', (proof) => ({ ...proof, hashes: [...proof.hashes, forged] })],
  ])('that the record was continued is not good with %s', (_, change) => expect(wrong(change(pair))).not.toEqual([]));

  test('rests on the keys that are believed, and on checkpoints that were kept', async () => {
    const stranger = generateSigner(book.signer.name);
    const unsigned = { ...event, checkpoint: null };
    expect(verifyProof(event, { keys: [stranger] }).wrong).toHaveLength(2);
    expect(wrong(unsigned, [await noteOf(21)])).toEqual([]);
    // Somebody wrote the first events anew, and the same key signed them.
    const rewritten = signCheckpoint({ origin: book.signer.name, size: 13, root: hashLeaf('x') }, [book.signer]);
    expect(wrong(pair, [rewritten])).toEqual(['The root over 13 events is not the one that a checkpoint signed.']);
    expect(wrong(pair, [await noteOf(8)])).toEqual(['The proof says nothing of your checkpoint over 8 events.']);
    expect(wrong(pair, ['nothing'])).toHaveLength(1);
  });

  test('whose hashes are right under a root that no believed key signed is neither good nor changed', async () => {
    const { from, to, hashes } = pair;
    const unsigned = { from: { ...from, checkpoint: null }, to, hashes };
    expect(concluded(unsigned)).toBe('NOT_BELIEVED');
    expect(concluded(unsigned, [await noteOf(13)])).toBe('GOOD');
    expect(verifyProof(event, { keys: [generateSigner(book.signer.name)] }).conclusion).toBe('NOT_BELIEVED');
    // Wrong hashes are wrong also where nobody signed.
    expect(concluded({ ...unsigned, hashes: [...hashes, forged] })).toBe('CHANGED');
    expect(concluded({ ...event, checkpoint: null, index: 6 })).toBe('CHANGED');
  });

  test('that says nothing of what was kept could not be checked, and what contradicts it was changed', async () => {
    expect(concluded(pair, [await noteOf(8)])).toBe('UNCHECKED');
    for (const none of ['nothing', '']) {
      expect(concluded(pair, [none])).toBe('UNCHECKED');
      expect(wrong(pair, [none])).toEqual([expect.stringMatching(/^What should be a checkpoint cannot be read: /)]);
    }
    const rewritten = signCheckpoint({ origin: book.signer.name, size: 13, root: hashLeaf('x') }, [book.signer]);
    expect(concluded(pair, [rewritten])).toBe('CHANGED');
  });

  test('is held against those checkpoints of a whole collection that it speaks of, and speaks of one at least', async () => {
    const collected = (await Promise.all([8, 13, 21].map(noteOf))).join('');
    expect(wrong(pair, [collected])).toEqual([]);
    const rewritten = signCheckpoint({ origin: book.signer.name, size: 13, root: hashLeaf('x') }, [book.signer]);
    expect(wrong(pair, [`${await noteOf(8)}${rewritten}`])).toHaveLength(1);
    expect(wrong(event, [`${await noteOf(8)}${await noteOf(13)}`])).toEqual([
      'The proof says nothing of your checkpoint over 13 events.',
    ]);
  });

  test.each([[undefined], [null], [{}], [[]], [{ data: {} }], [{ from: 1, to: 2 }]])('is not %j', (json) =>
    expect(() => verifyProof(json, { keys: keys() })).toThrow(UnreadableProof),
  );
});
