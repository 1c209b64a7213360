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
      this.#look().catch(() => ({ ready: false, status: 'DOWN', database: 'DOWN' })),
      sleep(DEADLINE_MS, { ready: false, status: 'DOWN', database: 'SILENT' }, { ref: false }),
    ]);
    if (!answer.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return answer;
  }

  async #look() {
    await this.db.query(sql`select 1`);
    const head = await this.store.head();
    const states = (await this.projector.current?.states()) ?? [];
    const projections = states.map(({ name, position, status, lagMs, stopped }) => ({
      ...{ name, status, position: String(position), behind: Number(head - position), lagMs },
      ...(stopped && { stopped: { ...stopped, position: String(stopped.position) } }),
    }));
    // A read model that is still being built would answer from half of the record.
    this.#caughtUp ||= projections.length > 0 && projections.every(({ behind, stopped }) => behind <= 0 || stopped);
    // One read model that stands still is an operator's matter: the others, and commands, go on being served.
    const status = states.some((state) => state.stopped) ? 'DEGRADED' : 'UP';
    return {
      ...{ ready: this.#caughtUp, status: this.#caughtUp ? status : 'STARTING' },
      ...{ database: 'UP', position: String(head), projections },
    };
  }
}
