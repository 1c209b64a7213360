import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ShapedEventStore } from '@baikoo/event-store';
import type { Projector } from '@baikoo/installation';
import { PROJECTOR } from '../health/health.controller.js';
import { Metrics, type Standing } from './metrics.js';

/** A scrape is answered in any case: that the database is away is what it must tell. */
const DEADLINE_MS = 2_000;

/** What Prometheus scrapes. Open like `/health`, and like it not for the outside. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly store: ShapedEventStore,
    @Inject(PROJECTOR) private readonly projector: { readonly current: Projector | undefined },
  ) {}

  @Get()
  async scrape(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const standing = await Promise.race([
      this.#look().catch(() => undefined),
      sleep(DEADLINE_MS, undefined, { ref: false }),
    ]);
    reply.type(this.metrics.contentType);
    return this.metrics.text(standing, this.store.unknownShapes);
  }

  async #look(): Promise<Standing> {
    const { current } = this.projector;
    const tree = await current?.treeState();
    return {
      ...{ head: await this.store.head(), projections: (await current?.states()) ?? [], tree },
      checkpoint: tree && (await current?.checkpointState(tree)),
    };
  }
}
