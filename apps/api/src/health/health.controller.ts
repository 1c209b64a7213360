import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database, sql } from '@baikoo/database';
import { EventStore, type Position } from '@baikoo/event-store';
import type { Projector } from '@baikoo/installation';
import type { ProjectionState } from '@baikoo/projections';

/** A store that does not answer in this time counts as not there. */
const DEADLINE_MS = 2_000;

export const PROJECTOR = Symbol('PROJECTOR');

/** Whether this process is ready to serve: the database and the record answer, and every read model follows the record. */
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
    const answer = await this.#look();
    if (!answer.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return answer;
  }

  async #look() {
    const database = await answerOf(this.db.query(sql`select 1`));
    if (database.fault) return { ready: false, status: 'DOWN', database: database.fault };
    // The record can be in another store than the read models, and away by itself.
    const record = await answerOf(this.store.head());
    if (record.fault) return { ready: false, status: 'DOWN', database: 'UP', record: record.fault };
    const states = await answerOf(this.#states());
    if (states.fault) return { ready: false, status: 'DOWN', database: states.fault };
    return this.#compare(record.given, states.given);
  }

  async #states() {
    return (await this.projector.current?.states()) ?? [];
  }

  #compare(head: Position, states: readonly ProjectionState[]) {
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

type Answer<T> =
  { readonly given: T; readonly fault?: never } | { readonly given?: never; readonly fault: 'DOWN' | 'SILENT' };

const answerOf = <T extends {}>(asked: Promise<T>): Promise<Answer<T>> =>
  Promise.race([
    asked.then(
      (given) => ({ given }),
      () => ({ fault: 'DOWN' as const }),
    ),
    sleep(DEADLINE_MS, { fault: 'SILENT' as const }, { ref: false }),
  ]);
