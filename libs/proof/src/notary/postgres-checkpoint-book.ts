import { type Database, type Sql, sql } from '@baikoo/database';
import type { BundleKey } from '../bundle/bundle-source.js';
import { type Checkpoint, EMPTY_ROOT, isHandover, NoteRejected, readCheckpoint, readNote } from '../domain/index.js';
import type { PublishedCheckpoint } from '../kept/index.js';
import { type BookEntry, isSignedByItsKey, SigningBook, type SignedCheckpoint } from './signing-book.js';
import type { NotaryTrouble } from './trouble.js';

type Row = {
  readonly number: string;
  readonly note: string;
  readonly key: string;
  readonly formerKey: string | null;
  readonly signedAt: string;
};

const COLUMNS = sql`id as number, note, key, former_key as "formerKey", signed_at as "signedAt"`;

/** Rows that are looked at in one go. */
const PAGE = 200;

/** Whose checkpoints are the record's own, whatever else somebody has written into the table. */
export type OwnKeys = {
  /** The keys that this process signs with, or would. */
  readonly installed: () => readonly string[];
  /** Those that the record names. */
  readonly named: () => Promise<readonly string[]>;
};

/**
 * The book in the table `proof.checkpoint`, which the program can add to and nothing else. Whoever has the program's password
 * can add to it too, so a row counts only if the key that it names has signed it, and that key is an own one: installed, or
 * before the installed one in a chain of handovers, or named by an act. Where nobody knows own keys, each counts.
 */
export class PostgresCheckpointBook extends SigningBook {
  /** Rows whose signatures were found right: they never change. */
  readonly #signed = new Set<bigint>();

  constructor(
    private readonly db: Database,
    private readonly own?: OwnKeys,
  ) {
    super();
  }

  async findNewest(): Promise<BookEntry | undefined> {
    return (await this.#own(sql`true`, sql`id desc`, 1))[0];
  }

  /** Where two keys have signed the same tree, the handover: it says more. */
  async findBySize(size: number): Promise<PublishedCheckpoint | undefined> {
    return (await this.#own(sql`size = ${size}`, sql`id desc`, 1))[0];
  }

  async list({
    below,
    limit,
  }: {
    readonly below?: number;
    readonly limit: number;
  }): Promise<readonly PublishedCheckpoint[]> {
    return this.#own(below === undefined ? sql`true` : sql`size < ${below}`, sql`size desc, id desc`, limit, {
      oneOfEachSize: true,
    });
  }

  async count(): Promise<number> {
    const [row] = await this.db.query<{ count: string }>(
      sql`select count(distinct size) as count from proof.checkpoint where ${ofKeys(await this.#ownKeys())}`,
    );
    return Number(row?.count);
  }

  /** From the installed key back as far as it was handed over to, and on as far as it handed over itself. */
  async keys(): Promise<readonly BundleKey[]> {
    const installed = await Promise.all((this.own?.installed() ?? []).map((key) => this.#firstOf(key)));
    const [newest] = installed
      .filter((entry) => entry !== undefined)
      .toSorted((a, b) => (a.number < b.number ? 1 : -1));
    const [anybodys] = newest ? [] : await this.#signedOnes(sql`true`, sql`id desc`, 1);
    const known = newest ?? (anybodys && (await this.#firstOf(anybodys.key)));
    const chain: BundleKey[] = [];
    for (let entry = known; entry;) {
      const { number, note, key, formerKey } = entry;
      const former =
        formerKey !== null && isHandover(note, formerKey, key) ? await this.#firstOf(formerKey) : undefined;
      const isBefore = former !== undefined && former.number < number;
      chain.unshift({ vkey: key, handover: isBefore ? note : null });
      entry = isBefore ? former : undefined;
    }
    for (let heir = known && (await this.#heirOf(known)); heir; heir = await this.#heirOf(heir))
      chain.push({ vkey: heir.key, handover: heir.note });
    return chain;
  }

  async areOwn(entries: readonly BookEntry[]): Promise<boolean> {
    const keys = await this.#ownKeys();
    return entries.every((entry) => this.#isSigned(entry) && (keys === undefined || keys.includes(entry.key)));
  }

  async add({ size, root, note, key, formerKey }: SignedCheckpoint): Promise<void> {
    await this.db.query(sql`
      insert into proof.checkpoint (size, root, note, key, former_key) values (${size}, ${root}, ${note}, ${key}, ${formerKey})
      on conflict (size, key) do nothing`);
  }

  inOrder(after: bigint, limit: number): Promise<readonly BookEntry[]> {
    return this.#own(sql`id > ${String(after)}`, sql`id`, limit);
  }

  everything(after: bigint, limit: number): Promise<readonly BookEntry[]> {
    return this.#find(sql`where id > ${String(after)} order by id limit ${limit}`);
  }

  async numberBefore(size: number): Promise<bigint | undefined> {
    // A later checkpoint is never smaller.
    const [first] = await this.#own(sql`size >= ${size}`, sql`size, id`, 1);
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

  /** Undefined: nobody knows any, and each counts. */
  async #ownKeys(): Promise<readonly string[] | undefined> {
    if (!this.own) return undefined;
    const [installed, named] = [this.own.installed(), await this.own.named()];
    const chain = (await this.keys()).map(({ vkey }) => vkey);
    const own = [...(chain.some((key) => installed.includes(key)) ? chain : []), ...named];
    return own.length === 0 ? undefined : own;
  }

  async #firstOf(key: string): Promise<BookEntry | undefined> {
    return (await this.#signedOnes(sql`key = ${key}`, sql`id`, 1))[0];
  }

  /** Whoever a key handed over to by its own signature, which nobody else can have written. */
  async #heirOf({ key, number }: BookEntry): Promise<BookEntry | undefined> {
    const heirs = await this.#signedOnes(sql`former_key = ${key} and id > ${String(number)}`, sql`id`, PAGE);
    return heirs.find((heir) => isHandover(heir.note, key, heir.key));
  }

  async #own(where: Sql, order: Sql, limit: number, options = { oneOfEachSize: false }): Promise<readonly BookEntry[]> {
    return this.#signedOnes(sql`${where} and ${ofKeys(await this.#ownKeys())}`, order, limit, options);
  }

  /** The first `limit` of those that their keys have signed. */
  async #signedOnes(
    where: Sql,
    order: Sql,
    limit: number,
    { oneOfEachSize = false } = {},
  ): Promise<readonly BookEntry[]> {
    const found: BookEntry[] = [];
    for (let offset = 0; found.length < limit; offset += PAGE) {
      const rows = await this.#find(sql`where ${where} order by ${order} limit ${PAGE} offset ${offset}`);
      for (const entry of rows)
        if (found.length < limit && !(oneOfEachSize && entry.size === found.at(-1)?.size) && this.#isSigned(entry))
          found.push(entry);
      if (rows.length < PAGE) break;
    }
    return found;
  }

  #isSigned(entry: BookEntry): boolean {
    if (this.#signed.has(entry.number)) return true;
    const isSigned = isSignedByItsKey(entry);
    if (isSigned) this.#signed.add(entry.number);
    return isSigned;
  }

  async #find(which: Sql): Promise<readonly BookEntry[]> {
    const rows = await this.db.query<Row>(sql`select ${COLUMNS} from proof.checkpoint ${which}`);
    // What a row says is what its note says: one source of truth.
    return rows.map(({ number, note, ...row }) => ({ ...row, note, number: BigInt(number), ...checkpointOf(note) }));
  }
}

/** A note that is none, which nobody has signed, is the checkpoint of nothing. */
function checkpointOf(note: string): Checkpoint {
  try {
    return readCheckpoint(readNote(note).text);
  } catch (error) {
    if (error instanceof NoteRejected) return { origin: '', size: 0, root: EMPTY_ROOT };
    throw error;
  }
}

const ofKeys = (keys: readonly string[] | undefined): Sql =>
  keys === undefined ? sql`true` : sql`key = any(${keys}::text[])`;
