import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database, sql } from '@baikoo/database';
import { EventStore } from '@baikoo/event-store';
import type { Projector } from '@baikoo/installation';

/** A database that does not answer in this time counts as not there. */
const DEADLINE_MS = 2_000;

export const PROJECTOR = Symbol('PROJECTOR');

/** Whether this process is ready to serve: the database answers and every read model follows the record. */
@Controller('health')
export class HealthController {
  /** Whether every read model has once reached the end of the record since this process started. */
  #caughtUp = false;

  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    @Inject(PROJECTOR) private readonly projector: { readonly current: Projector | undefined },
  ) {}

  @Get()
  async health(@Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await Promise.race([
      this.#look().catch(() => ({ ready: false, database: 'DOWN' })),
      sleep(DEADLINE_MS, { ready: false, database: 'SILENT' }, { ref: false }),
    ]);
    if (!answer.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return answer;
  }

  async #look() {
    await this.db.query(sql`select 1`);
    const head = await this.store.head();
    const states = (await this.projector.current?.states()) ?? [];
    const projections = states.map(({ name, position, status, error }) => ({
      ...{ name, status, position: String(position), behind: Number(head - position) },
      ...(error && { error }),
    }));
    // A read model that is still being built would answer from half of the record.
    this.#caughtUp ||= projections.length > 0 && projections.every(({ behind }) => behind <= 0);
    const ready = this.#caughtUp && states.every(({ status }) => status === 'RUNNING');
    return { ready, database: 'UP', position: String(head), projections };
  }
}
