import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore, type Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { leafHash, notesOf, openCheckpoint, signerOfSeed, treeRoot, verifierText } from '../../domain/index.js';
import { KeptTree, type TreeHead } from '../../kept/index.js';
import { SIGNING_KEYS_STREAM } from '../../keys/recorded-keys.js';
import { TreeInMemory } from '../../testing.js';
import { Notary, type NotaryParts } from '../notary.js';
import { PostgresCheckpointBook } from '../postgres-checkpoint-book.js';
import type { NotaryTrouble } from '../trouble.js';
import { WitnessFile } from '../witness-file.js';

const eventOf = (number: number, text: string, recordedAt: string): Recorded => ({
  ...{
    eventId: text,
    stream: 'count-1',
    revision: number,
    position: BigInt(number),
    type: 'Counted',
    schemaVersion: 1,
  },
  ...{ data: {}, recordedAt, cause: aCause({ commandId: 'command', correlationId: 'correlation' }) },
});

/** A record of events that are numbers, or what somebody put in their place, and the tree over it as far as it has grown. */
export class TreeOfNumbers extends KeptTree {
  #tree = new TreeInMemory();
  #kept: TreeInMemory | undefined;

  constructor(
    private readonly text: (index: number) => string = String,
    private readonly recordedAt = '2026-01-01T00:00:00.000Z',
  ) {
    super();
  }

  #eventAt = (index: number) => eventOf(index + 1, this.text(index), this.recordedAt);

  grow(to: number): this {
    while (this.#tree.size < to) this.#tree.add(leafHash(this.#eventAt(this.#tree.size)));
    return this;
  }

  /** What is kept becomes another's; whoever has read it before goes on with what they remember. */
  become(other: TreeOfNumbers): void {
    this.#kept = other.#tree;
  }

  override forget(): void {
    this.#tree = this.#kept ?? this.#tree;
  }

  readLog = async (after: bigint, limit: number) =>
    Array.from({ length: limit }, (_, i) => this.#eventAt(Number(after) + i));
  head = async (): Promise<TreeHead> => ({ size: this.#tree.size, position: BigInt(this.#tree.size) });
  readHashes: KeptTree['readHashes'] = (nodes) => this.#tree.readHashes(nodes);
  readTile: KeptTree['readTile'] = (tile) => this.#tree.readTile(tile);
  readSpans: KeptTree['readSpans'] = (indexes) => this.#tree.readSpans(indexes);
  findIndex = async () => undefined;
  findPosition: KeptTree['findPosition'] = async (_, index) => BigInt(index + 1);
}

const signer = (number: number) => signerOfSeed('record.example', Buffer.alloc(32, number));
export const [a, b, c] = [signer(1), signer(2), signer(3)];
export const [A, B, C] = [verifierText(a), verifierText(b), verifierText(c)];
export const HOUR_MS = 3_600_000;

/** What a notary works on, and what it told: new for each test, in one database. */
export const on = {} as {
  database: TestDatabase;
  tree: TreeOfNumbers;
  record: MemoryEventStore;
  file: string;
  told: (NotaryTrouble | null)[];
};

/** Has each test of a spec begin with an empty {@link on}. */
export function beginEachWithoutNumbers(): void {
  let folder: string;
  let count = 0;
  beforeAll(async () => {
    on.database = await createTestDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'baikoo-notary-'));
  }, 30_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await on.database.drop();
  });
  beforeEach(async () => {
    await on.database.owner.transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`);
      await tx.query(sql`delete from proof.checkpoint`);
      await tx.query(sql`update proof.notary set trouble = null`);
    });
    const file = path.join(folder, `${++count}`, 'checkpoints.txt');
    Object.assign(on, { tree: new TreeOfNumbers(), record: new MemoryEventStore(), told: [], file });
  });
}

export const book = () => new PostgresCheckpointBook(on.database.db);
type Parts = Partial<Omit<NotaryParts, 'tree' | 'written'>> & { readonly tree?: TreeOfNumbers };
export const notary = ({ tree = on.tree, ...parts }: Parts = {}): Notary =>
  new Notary({
    ...{ tree, written: tree, record: on.record, book: book(), file: new WitnessFile(on.file), signer: a },
    ...{ former: undefined, everyMs: HOUR_MS, onTrouble: (trouble) => on.told.push(trouble), ...parts },
  });
export const notes = async () => (await book().inOrder(0n, 100)).map(({ note }) => note);
/** What anybody who collects the file can check: whole notes, each of the beginning of the tree. */
export async function expectFileAndBookToAgree(signers = [a]) {
  const text = readFileSync(on.file, 'utf8');
  expect(text).toBe((await notes()).join(''));
  for (const note of notesOf(text)) {
    const { size, root } = openCheckpoint(note, signers);
    expect(root).toEqual(await treeRoot(size, on.tree));
  }
}
export const name = async (type: string, revision: number, data: object) => {
  await on.record.append(SIGNING_KEYS_STREAM, revision, [{ type, data }], aCause());
};
