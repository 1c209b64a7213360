import { type Database, type Sql, sql } from '@baikoo/database';
import type { BundleKey } from '../bundle/bundle-source.js';
import { isHandover, readCheckpoint, readNote } from '../domain/index.js';
import type { PublishedCheckpoint } from '../kept/index.js';
import { type BookEntry, SigningBook, type SignedCheckpoint } from './signing-book.js';
import type { NotaryTrouble } from './trouble.js';

type Row = {
  readonly number: string;
  readonly note: string;
  readonly key: string;
  readonly formerKey: string | null;
  readonly signedAt: string;
};

const COLUMNS = sql`id as number, note, key, former_key as "formerKey", signed_at as "signedAt"`;

/** The book in the table `proof.checkpoint`, which the program can add to and nothing else. */
export class PostgresCheckpointBook extends SigningBook {
  constructor(private readonly db: Database) {
    super();
  }

  findNewest(): Promise<BookEntry | undefined> {
    return this.#first(sql`order by id desc limit 1`);
  }

  /** Where two keys have signed the same tree, the handover: it says more. */
  async findBySize(size: number): Promise<PublishedCheckpoint | undefined> {
    return this.#first(sql`where size = ${size} order by id desc limit 1`);
  }

  async list({
    below,
    limit,
  }: {
    readonly below?: number;
    readonly limit: number;
  }): Promise<readonly PublishedCheckpoint[]> {
    return this.#find(sql`
      where ${below === undefined ? sql`true` : sql`size < ${below}`}
        and not exists (select from proof.checkpoint later where later.size = checkpoint.size and later.id > checkpoint.id)
      order by size desc limit ${limit}`);
  }

  async count(): Promise<number> {
    const [row] = await this.db.query<{ count: string }>(
      sql`select count(distinct size) as count from proof.checkpoint`,
    );
    return Number(row?.count);
  }

  /** A key begins by its first checkpoint: there it was handed over to, or else a new chain begins. */
  async keys(): Promise<readonly BundleKey[]> {
    const begun = await this.#find(sql`
      where id in (select min(id) from proof.checkpoint group by key) order by id desc`);
    const chain: BundleKey[] = [];
    for (const { key, formerKey, note } of begun) {
      // Whoever can write to the book can put two signatures under a note, but not the name of a key under the former's.
      const isHandedOver = formerKey !== null && isHandover(note, formerKey, key);
      chain.unshift({ vkey: key, handover: isHandedOver ? note : null });
      if (!isHandedOver) break;
    }
    return chain;
  }

  async add({ size, root, note, key, formerKey }: SignedCheckpoint): Promise<void> {
    await this.db.query(sql`
      insert into proof.checkpoint (size, root, note, key, former_key) values (${size}, ${root}, ${note}, ${key}, ${formerKey})
      on conflict (size, key) do nothing`);
  }

  inOrder(after: bigint, limit: number): Promise<readonly BookEntry[]> {
    return this.#find(sql`where id > ${String(after)} order by id limit ${limit}`);
  }

  async numberBefore(size: number): Promise<bigint | undefined> {
    // A later checkpoint is never smaller.
    const first = await this.#first(sql`where size >= ${size} order by size, id limit 1`);
    return first && first.number - 1n;
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const session = await this.db.session();
    try {
      await session.query(sql`select pg_advisory_lock(hashtextextended('baikoo notary', 0))`);
      return await work();
    } finally {
      // The lock goes with the connection.
      await session.close();
    }
  }

  async report(trouble: NotaryTrouble | null): Promise<void> {
    await this.db.query(sql`
      update proof.notary set trouble = ${trouble}, since = clock_timestamp() where trouble is distinct from ${trouble}`);
  }

  async trouble(): Promise<{ readonly trouble: NotaryTrouble | null; readonly since: string }> {
    const [row] = await this.db.query<{ trouble: NotaryTrouble | null; since: string }>(
      sql`select trouble, since from proof.notary`,
    );
    return row!;
  }

  async #first(which: Sql): Promise<BookEntry | undefined> {
    return (await this.#find(which))[0];
  }

  async #find(which: Sql): Promise<readonly BookEntry[]> {
    const rows = await this.db.query<Row>(sql`select ${COLUMNS} from proof.checkpoint ${which}`);
    // What a row says is what its note says: one source of truth.
    return rows.map(({ number, note, ...row }) => ({
      ...{ ...row, note, number: BigInt(number) },
      ...readCheckpoint(readNote(note).text),
    }));
  }
}
