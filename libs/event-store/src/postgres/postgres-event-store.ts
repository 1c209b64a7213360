import { randomUUID } from 'node:crypto';
import { type Database, type Sql, sql } from '@baikoo/database';
import type { AnyEvent, Moment } from '@baikoo/kernel';
import {
  BEFORE_THE_FIRST,
  type Cause,
  type Known,
  EventStore,
  type Position,
  type Receipt,
  type Recorded,
  StreamMoved,
} from '../event-store.js';

type EventRow = Omit<Recorded, 'position'> & { readonly position: string };
type Appended = {
  fingerprint: string | null;
  outcome: 'APPENDED' | 'REPLAYED' | 'MOVED';
  stream: string;
  revision: number;
  position: string;
};

/**
 * The record in PostgreSQL. The rules of appending are one SQL function (`record.append`, migration 001), so that
 * they hold whichever process calls it and cost one round trip.
 */
export class PostgresEventStore extends EventStore {
  constructor(
    private readonly db: Database,
    /** For specs; in service the database's own clock is the one that all processes share. */
    private readonly clock: () => Moment | null = () => null,
  ) {
    super();
  }

  read(stream: string) {
    return this.#events(sql`where stream = ${stream} order by revision`);
  }

  async append(
    stream: string,
    expected: number,
    events: readonly AnyEvent[],
    cause: Cause,
    restsOn: readonly Known[] = [],
  ): Promise<Receipt> {
    const facts = events.map(({ type, data }) => ({ eventId: randomUUID(), type, data }));
    const [appended] = await this.db.query<Appended>(sql`
      select * from record.append(
        ${cause.commandId}, ${stream}, ${expected}, ${JSON.stringify(facts)}, ${JSON.stringify(cause)}, ${this.clock()},
        ${JSON.stringify(restsOn)})`);
    const { outcome, revision, position } = appended!;
    if (outcome === 'MOVED') {
      const moved = restsOn.find((known) => known.stream === appended!.stream);
      throw new StreamMoved(appended!.stream, moved?.revision ?? expected, revision);
    }
    const { stream: written, fingerprint } = appended!;
    return { commandId: cause.commandId, stream: written, revision, position: BigInt(position), fingerprint };
  }

  async findReceipt(commandId: string): Promise<Receipt | undefined> {
    const [row] = await this.db.query<Omit<Receipt, 'commandId' | 'position'> & { position: string }>(
      sql`select stream, revision, position, fingerprint from record.receipt where command_id = ${commandId}`,
    );
    return row && { commandId, ...row, position: BigInt(row.position) };
  }

  readLog(after: Position, limit: number) {
    return this.#events(sql`where position > ${String(after)} order by position limit ${limit}`);
  }

  readCorrelation(correlationId: string) {
    return this.#events(sql`where correlation_id = ${correlationId} order by position`);
  }

  async head(): Promise<Position> {
    const [row] = await this.db.query<{ position: string }>(sql`select position from record.head`);
    return BigInt(row!.position);
  }

  async positionAt(moment: Moment): Promise<Position> {
    const [row] = await this.db.query<{ position: string }>(sql`
      select position from record.event where recorded_at <= ${moment} order by recorded_at desc, position desc limit 1`);
    return row ? BigInt(row.position) : BEFORE_THE_FIRST;
  }

  follow(news: () => void) {
    return this.db.listen('record', news);
  }

  async #events(selection: Sql): Promise<readonly Recorded[]> {
    const rows = await this.db.query<EventRow>(sql`
      select position, stream, revision, event_id as "eventId", type, schema_version as "schemaVersion",
             data, cause, recorded_at as "recordedAt"
      from record.event ${selection}`);
    return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
  }
}
