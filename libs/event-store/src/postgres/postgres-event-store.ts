import { type Database, type Sql, sql, statement } from '@baikoo/database';
import type { Moment } from '@baikoo/kernel';
import { AppendQueue, type AppendOutcome, type WaitingAppend, waitingAppend } from '../append-queue.js';
import {
  BEFORE_THE_FIRST,
  type Cause,
  EventStore,
  type Known,
  type NewEvent,
  type Position,
  type Receipt,
  type Recorded,
  StreamMoved,
} from '../event-store.js';
import type { WrittenEvent, WrittenLog } from '../written-event.js';
import { COPIED_COLUMNS, CopiedRows } from './copied-rows.js';
import { SharedNews } from './shared-news.js';

type EventRow = Omit<Recorded, 'position' | 'cause'> & { readonly position: string; readonly cause: string };
type OutcomeRow = {
  readonly outcome: 'APPENDED' | 'REPLAYED' | 'MOVED';
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly fingerprint: string | null;
};

/**
 * The record in PostgreSQL. The rules of appending are one SQL function (`record.append_batch`, migration 004), so that
 * they hold whichever process calls it. What callers append at the same time goes in one transaction.
 */
export class PostgresEventStore extends EventStore implements WrittenLog {
  readonly #queue = new AppendQueue((batch) => this.#write(batch));
  readonly #news = new SharedNews((heard) => this.db.listen('record', heard));

  constructor(
    private readonly db: Database,
    /**
     * For specs and generated histories, on a connection of the record's owner. In service the database's own clock is the
     * one that all processes share, and the only one that the program's role may use.
     */
    private readonly clock?: () => Moment | null,
  ) {
    super();
  }

  read(stream: string) {
    return this.#events(sql`where stream = ${stream} order by revision`);
  }

  override readAll(streams: readonly string[], upTo?: Position) {
    const reached = upTo === undefined ? sql`` : sql`and position <= ${String(upTo)}`;
    return this.#events(sql`where stream = any(${streams}) ${reached} order by position`);
  }

  async append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    cause: Cause,
    restsOn: readonly Known[] = [],
  ): Promise<Receipt> {
    return this.#queue.add(waitingAppend({ stream, revision: expected }, events, cause, restsOn));
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

  async *readWritten(after: Position, limit: number): AsyncGenerator<readonly WrittenEvent[]> {
    // COPY takes no parameters. These are numbers, and BigInt holds nothing else.
    const number = (value: bigint | number) => statement(BigInt(value).toString());
    const rows = new CopiedRows();
    const pieces = this.db.copyOut(sql`
      select ${COPIED_COLUMNS} from record.event
      where position > ${number(after)} order by position limit ${number(limit)}`);
    for await (const piece of pieces) yield rows.add(piece);
  }

  readCategory(category: string, after: Position, limit: number) {
    return this.#events(sql`
      where split_part(stream, '-', 1) = ${category} and position > ${String(after)} order by position limit ${limit}`);
  }

  readCorrelation(correlationId: string) {
    return this.#events(sql`where correlation_id = ${correlationId} order by position`);
  }

  async findLast(upTo?: Position): Promise<Recorded | undefined> {
    const chosen = upTo === undefined ? sql`true` : sql`position <= ${String(upTo)}`;
    return (await this.#events(sql`where ${chosen} order by position desc limit 1`))[0];
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
    return this.#news.follow(news);
  }

  async #write(batch: readonly WaitingAppend[]): Promise<readonly AppendOutcome[]> {
    const wishes = `[${batch.map(wishText).join(',')}]`;
    const rows = await this.db.query<OutcomeRow>(
      this.clock
        ? sql`select * from record.append_batch_at(${wishes}, ${this.clock()})`
        : sql`select * from record.append_batch(${wishes})`,
    );
    return rows.map(({ outcome, stream, revision, position, fingerprint }, index) => {
      const { commandId, expected, restsOn } = batch[index]!;
      if (outcome !== 'MOVED') return { commandId, stream, revision, position: BigInt(position), fingerprint };
      const rested = restsOn.find((known) => known.stream === stream);
      return new StreamMoved(stream, rested?.revision ?? expected, revision);
    });
  }

  async #events(selection: Sql): Promise<readonly Recorded[]> {
    const rows = await this.db.query<EventRow>(sql`
      select position, stream, revision, event_id as "eventId", type, schema_version as "schemaVersion",
             data, cause::text as cause, recorded_at as "recordedAt"
      from record.event ${selection}`);
    return rows.map(asRecorded);
  }
}

/** Who caused an event is parsed when somebody asks: most folds never do, and a rebuild reads millions of events. */
function asRecorded(row: EventRow): Recorded {
  let cause: Cause | undefined;
  return {
    position: BigInt(row.position),
    stream: row.stream,
    revision: row.revision,
    eventId: row.eventId,
    type: row.type,
    schemaVersion: row.schemaVersion,
    data: row.data,
    recordedAt: row.recordedAt,
    get cause() {
      return (cause ??= JSON.parse(row.cause) as Cause);
    },
  };
}

/** The data and causes are JSON already: they are put together, not parsed and written again. */
const wishText = ({
  stream,
  expected,
  restsOn,
  commandId,
  fingerprint,
  correlationId,
  cause,
  events,
}: WaitingAppend) => {
  const wish = {
    command_id: commandId,
    fingerprint,
    correlation_id: correlationId,
    stream,
    expected,
    rests_on: restsOn,
  };
  const facts = events.map(
    ({ eventId, type, schemaVersion, data }) =>
      `{"id":"${eventId}","type":${JSON.stringify(type)},"version":${schemaVersion},"data":${data}}`,
  );
  return `${JSON.stringify(wish).slice(0, -1)},"cause":${cause},"events":[${facts.join(',')}]}`;
};
