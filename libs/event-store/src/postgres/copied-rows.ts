import { type Sql, sql } from '@baikoo/database';
import type { WrittenEvent } from '../written-event.js';

/** What {@link CopiedRows} reads, in its order; those of a fixed length first. */
export const COPIED_COLUMNS: Sql = sql`
  position, revision, schema_version, event_id, recorded_at, stream, type, data, cause`;

/** What the header of COPY's binary format begins with, and how long it is with the two fields after it. */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const HEADER = SIGNATURE.length + 8;

/** Where the fields of a fixed length stand in a row, and where the texts begin: each has its length before it. */
const AT = { position: 6, revision: 18, schemaVersion: 26, eventId: 32, recordedAt: 52, texts: 60 } as const;
/** The number of fields and those lengths: whoever changed the table changed them. */
const FIXED = [
  [0, 9],
  [AT.position - 4, 8],
  [AT.revision - 4, 4],
  [AT.schemaVersion - 4, 2],
  [AT.eventId - 4, 16],
  [AT.recordedAt - 4, 8],
] as const;
const TEXTS = 4;

/** PostgreSQL counts moments in microseconds from the year 2000. */
const MICROS_BEFORE_2000 = BigInt(Date.UTC(2000, 0, 1)) * 1_000n;

/** Rows of `record.event` in the binary format of COPY, out of pieces that end anywhere. No byte of a text is decoded. */
export class CopiedRows {
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;
  #micros = 0n;
  #moment = momentText(0n);

  /** The rows that are whole by now. */
  add(piece: Buffer): readonly WrittenEvent[] {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const rows: WrittenEvent[] = [];
    let at = this.#begun ? 0 : this.#afterHeader(bytes);
    for (let end: number; this.#begun && (end = endOfRow(bytes, at)) > at; at = end) rows.push(this.#row(bytes, at));
    this.#rest = bytes.subarray(at);
    return rows;
  }

  #afterHeader(bytes: Buffer): number {
    if (bytes.length < HEADER) return 0;
    if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('PostgreSQL copies in another format.');
    this.#begun = true;
    return HEADER + bytes.readInt32BE(HEADER - 4);
  }

  #row(bytes: Buffer, start: number): WrittenEvent {
    let at = start + AT.texts;
    const text = () => {
      const from = at + 4;
      at = from + bytes.readInt32BE(at);
      return bytes.toString('latin1', from, at);
    };
    const [stream, type, data, cause] = [text(), text(), text(), text()];
    return {
      position: bytes.readBigInt64BE(start + AT.position),
      revision: bytes.readInt32BE(start + AT.revision),
      schemaVersion: bytes.readInt16BE(start + AT.schemaVersion),
      eventId: uuidText(bytes.toString('hex', start + AT.eventId, start + AT.eventId + 16)),
      recordedAt: this.#momentOf(bytes.readBigInt64BE(start + AT.recordedAt)),
      ...{ stream, type, data, cause },
    };
  }

  /** What was recorded together has one moment. */
  #momentOf(micros: bigint): string {
    if (micros !== this.#micros) [this.#micros, this.#moment] = [micros, momentText(micros)];
    return this.#moment;
  }
}

/** Where the row ends; where it begins if it is not whole, or none but the end of all rows. */
function endOfRow(bytes: Buffer, start: number): number {
  if (bytes.length < start + 2 || bytes.readInt16BE(start) === -1) return start;
  let end = start + AT.texts;
  if (bytes.length < end) return start;
  for (const [place, length] of FIXED)
    if ((place === 0 ? bytes.readInt16BE(start) : bytes.readInt32BE(start + place)) !== length)
      throw new Error('A row of the record has not the fields that every event has.');
  for (let text = 0; text < TEXTS; text++) {
    if (bytes.length < end + 4) return start;
    const length = bytes.readInt32BE(end);
    if (length < 0) throw new Error('A row of the record lacks a field that every event has.');
    end += 4 + length;
  }
  return bytes.length < end ? start : end;
}

const uuidText = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** A time of PostgreSQL that no date of ours can say keeps its number, so that a changed row can still be told. */
function momentText(micros: bigint): string {
  // Cut to milliseconds as a text of PostgreSQL is, before the year 2000 too.
  const sinceEpoch = micros + MICROS_BEFORE_2000;
  const date = new Date(Number((sinceEpoch - (((sinceEpoch % 1_000n) + 1_000n) % 1_000n)) / 1_000n));
  return Number.isNaN(date.getTime()) ? String(micros) : date.toISOString();
}
