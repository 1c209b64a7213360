import { type Database, type Sql, sql } from '@baikoo/database';
import type { Moment } from '@baikoo/kernel';
import type { Cause, Position, Receipt } from '../event-store.js';
import type { Place } from './event-mapping.js';

export type Head = {
  readonly position: Position;
  readonly prepare: bigint;
  readonly eventId: string | null;
};

/** The place of an event, and what is known of the command that it came of. */
export type PlacedEvent = Place & Pick<Cause, 'commandId' | 'correlationId' | 'fingerprint'>;

type PlaceRow = Omit<Place, 'position' | 'prepare'> & { readonly position: string; readonly prepare: string };
type ReceiptRow = Omit<Receipt, 'position'> & { readonly position: string };

/** The tables of the index (migration 009). Given a transaction, everything happens in it. */
export class LogIndex {
  constructor(private readonly db: Database) {}

  /** How far the index goes, for whoever only looks. */
  async head(): Promise<Head> {
    return this.#head(sql``);
  }

  /** The same, and the turn to append: nobody else gets it before this transaction ends. */
  async lockedHead(): Promise<Head> {
    return this.#head(sql`for update`);
  }

  /** What the clock of the database says, but never earlier than what stands in the index. */
  async now(clock: Moment | null): Promise<Moment> {
    const [row] = await this.db.query<{ now: Moment }>(sql`
      select greatest(date_trunc('milliseconds', coalesce(${clock}::timestamptz, clock_timestamp())), (
        select recorded_at from eventstoredb.event order by position desc limit 1)) as now`);
    return row!.now;
  }

  /** Adds what the log holds beyond the head, in its order, and moves the head. A command keeps its first receipt. */
  async add(events: readonly PlacedEvent[], receipts: readonly Receipt[]): Promise<void> {
    await this.db.query(sql`
      insert into eventstoredb.event (position, prepare, stream, revision, event_id, correlation_id, recorded_at)
      select item.position, item.prepare, item.stream, item.revision, item."eventId", item."correlationId",
        greatest(max(item."recordedAt") over (order by item.position), (
          select recorded_at from eventstoredb.event order by position desc limit 1))
      from json_to_recordset(${asJson(events)}) as item (
        position bigint, prepare bigint, stream text, revision integer, "eventId" uuid, "correlationId" text,
        "recordedAt" timestamptz)`);
    await this.db.query(sql`
      insert into eventstoredb.receipt (command_id, stream, revision, position, fingerprint)
      select item."commandId", item.stream, item.revision, item.position, item.fingerprint
      from json_to_recordset(${asJson(receipts)}) as item (
        "commandId" text, stream text, revision integer, position bigint, fingerprint text)
      -- The events of one append can come in two pages. The same command on another stream never counts.
      on conflict (command_id) do update set revision = excluded.revision, position = excluded.position
        where receipt.stream = excluded.stream and receipt.revision < excluded.revision`);
    await this.db.query(sql`
      update eventstoredb.head as head
      set position = last.position, prepare = last.prepare, event_id = last.event_id
      from (select * from eventstoredb.event order by position desc limit 1) as last`);
  }

  /** Where each of the streams stands; one that is not there is left out. */
  async revisions(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db.query<{ stream: string; revision: number }>(sql`
      select wanted.stream, last.revision
      from unnest(${[...new Set(streams)]}::text[]) as wanted (stream), lateral (
        select revision from eventstoredb.event where stream = wanted.stream order by revision desc limit 1) as last`);
    return new Map(rows.map(({ stream, revision }) => [stream, revision]));
  }

  async receipts(commandIds: readonly string[]): Promise<ReadonlyMap<string, Receipt>> {
    const rows = await this.db.query<ReceiptRow>(sql`
      select command_id as "commandId", stream, revision, position, fingerprint
      from eventstoredb.receipt where command_id = any(${commandIds})`);
    return new Map(rows.map((row) => [row.commandId, { ...row, position: BigInt(row.position) }]));
  }

  ofStream(stream: string) {
    return this.#places(sql`where stream = ${stream} order by revision`);
  }

  after(position: Position, limit: number) {
    return this.#places(sql`where position > ${String(position)} order by position limit ${limit}`);
  }

  ofCategory(category: string, after: Position, limit: number) {
    return this.#places(sql`
      where split_part(stream, '-', 1) = ${category} and position > ${String(after)} order by position limit ${limit}`);
  }

  ofCorrelation(correlationId: string) {
    return this.#places(sql`where correlation_id = ${correlationId} order by position`);
  }

  lastUpTo(position: Position | undefined) {
    const chosen = position === undefined ? sql`true` : sql`position <= ${String(position)}`;
    return this.#places(sql`where ${chosen} order by position desc limit 1`);
  }

  lastAt(moment: Moment) {
    return this.#places(sql`where recorded_at <= ${moment} order by recorded_at desc, position desc limit 1`);
  }

  async #head(lock: Sql): Promise<Head> {
    const [row] = await this.db.query<Head & { position: string; prepare: string }>(sql`
      select position, prepare, event_id as "eventId" from eventstoredb.head ${lock}`);
    return { ...row!, position: BigInt(row!.position), prepare: BigInt(row!.prepare) };
  }

  async #places(selection: Sql): Promise<readonly Place[]> {
    const rows = await this.db.query<PlaceRow>(sql`
      select position, prepare, stream, revision, event_id as "eventId", recorded_at as "recordedAt"
      from eventstoredb.event ${selection}`);
    return rows.map((row) => ({ ...row, position: BigInt(row.position), prepare: BigInt(row.prepare) }));
  }
}

const asJson = (items: readonly object[]): string =>
  JSON.stringify(items, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
