import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database, sql } from '@baikoo/database';
import { ReadLog, ReadLogFull, type SensitiveRead } from '@baikoo/edge';
import type { Actor } from '@baikoo/kernel';
import { keepsReadsOf } from '../domain/kept-reads.js';

/** How long a read waits for others to be written with. */
const GATHER_MS = 200;
/** Between attempts while the database does not take anything. */
const RETRY_MS = 2_000;
const LARGEST_BATCH = 1_000;
/** As many as an auditor's program asks in some seconds: beyond, reads are refused rather than lost or heaped up. */
const MOST_WAITING = 20_000;
/** A list of questions beyond this is cut, and says so by its last entry. */
const MOST_ASKED = 50;

type Limits = { readonly gatherMs: number; readonly retryMs: number; readonly mostWaiting: number };

/** Sensitive reads in `audit.sensitive_read`, written in batches. A normal stop writes what waits. */
@Injectable()
export class PostgresReadLog extends ReadLog implements OnApplicationShutdown {
  readonly #waiting: SensitiveRead[] = [];
  readonly #limits: Limits;
  readonly #logger = new Logger(ReadLog.name);
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #trouble: string | undefined;

  constructor(
    private readonly db: Database,
    limits: Partial<Limits> = {},
  ) {
    super();
    this.#limits = { gatherMs: GATHER_MS, retryMs: RETRY_MS, mostWaiting: MOST_WAITING, ...limits };
  }

  keepsReadsOf(by: Actor): boolean {
    return keepsReadsOf(by.role);
  }

  record(read: SensitiveRead): void {
    if (this.#waiting.length >= this.#limits.mostWaiting) throw new ReadLogFull();
    this.#waiting.push(read);
    // Whoever comes while it fails does not make it try again sooner.
    this.#timer ??= this.#later(this.#trouble === undefined ? this.#limits.gatherMs : this.#limits.retryMs);
  }

  async recordNow(read: SensitiveRead): Promise<void> {
    await this.#insert([read]);
  }

  state() {
    return { waiting: this.#waiting.length, trouble: this.#trouble };
  }

  /** The last that a program does with its database: it is closed after the application is. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#write();
    if (this.#trouble !== undefined)
      throw new Error(`${this.#waiting.length} sensitive reads could not be written: ${this.#trouble}`);
  }

  #later(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, ms).unref();
  }

  /** One at a time, so that what was asked first is numbered first. */
  async #write(): Promise<void> {
    await this.#writing;
    this.#writing = this.#writeAll();
    await this.#writing;
    this.#writing = undefined;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, LARGEST_BATCH);
      try {
        await this.#insert(batch);
      } catch (error) {
        const trouble = error instanceof Error ? error.message : String(error);
        if (trouble !== this.#trouble) this.#logger.error(`Sensitive reads cannot be written: ${trouble}`);
        this.#trouble = trouble;
        this.#timer ??= this.#later(this.#limits.retryMs);
        return;
      }
      this.#trouble = undefined;
      this.#waiting.splice(0, batch.length);
    }
  }

  async #insert(reads: readonly SensitiveRead[]): Promise<void> {
    await this.db.query(sql`
      insert into audit.sensitive_read (asked_at, correlation_id, kind, via, person_id, role_at_time, organisation_id,
                                        territory_id, on_behalf_of, operation, asked, as_of)
      select asked_at, correlation_id, kind, via, person_id, role_at_time, organisation_id,
             territory_id, on_behalf_of, operation, asked, as_of
      from jsonb_to_recordset(${JSON.stringify(reads.map(rowOf))}::jsonb) as read (
        asked_at timestamptz, correlation_id text, kind text, via text, person_id text, role_at_time text,
        organisation_id text, territory_id text, on_behalf_of text, operation text, asked jsonb, as_of bigint)`);
  }
}

const rowOf = ({ by, at, correlationId, kind, via, operation, asked, asOf }: SensitiveRead) => ({
  ...{ asked_at: at, correlation_id: correlationId, kind, via, operation },
  ...{ person_id: by.personId, role_at_time: by.role, organisation_id: by.organisationId },
  ...{ territory_id: by.territoryId, on_behalf_of: by.onBehalfOf, as_of: asOf === null ? null : String(asOf) },
  asked: asked.length > MOST_ASKED ? [...asked.slice(0, MOST_ASKED), { field: '…', arguments: {} }] : asked,
});
