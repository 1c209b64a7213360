import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import { isDiskFull, sql } from '@baikoo/database';
import { LOW_BYTES } from '@baikoo/embedded-postgres';
import { ReadLog } from '@baikoo/edge';
import type { Position } from '@baikoo/event-store';
import type { Configuration, Installation, Projector } from '@baikoo/installation';
import type { CheckpointState } from '@baikoo/proof';

/** A database that does not answer in this time counts as not there. */
const DEADLINE_MS = 2_000;
/** The same for a record that is not in the database. */
const RECORD_MS = 1_500;
/** A full disk that no command has met for so long may have room again. */
const DISK_FULL_MS = 300_000;
/** What PostgreSQL reserves at once for its log: with less it cannot go on for long. */
const LOG_SEGMENT_BYTES = 16 * 1_048_576;

export const INSTALLATION = Symbol('INSTALLATION');
export const PROJECTOR = Symbol('PROJECTOR');

/** What health asks of an installation. */
type Observed = Pick<Installation, 'db' | 'store' | 'freeBytes'> & {
  readonly configuration: Pick<Configuration, 'eventStoreUrl'>;
};

/** And of what keeps read models, tree and checkpoints; undefined before it was started. */
type Keeping = {
  readonly current: Pick<Projector, 'trouble' | 'states' | 'treeState' | 'checkpointState'> | undefined;
};

/** Whether this process is ready to serve: database and record answer, and every read model follows the record. */
@Controller('health')
export class HealthController {
  /** Whether every read model has once reached the end of the record since this process started. */
  #caughtUp = false;

  constructor(
    @Inject(INSTALLATION) private readonly installation: Observed,
    @Inject(PROJECTOR) private readonly projector: Keeping,
    private readonly reads: ReadLog,
  ) {}

  @Get()
  async health(@Res({ passthrough: true }) reply: { status(code: number): unknown }) {
    const answer = await Promise.race([
      this.#look().catch(() => this.#down()),
      sleep(DEADLINE_MS, { ready: false, status: 'DOWN', database: 'SILENT' }, { ref: false }),
    ]);
    if (!answer.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return answer;
  }

  async #look() {
    const { db, store, configuration } = this.installation;
    const { eventStoreUrl } = configuration;
    await db.query(sql`select 1`);
    const head = await (eventStoreUrl ? this.#headElsewhere() : store.head());
    if (head === undefined) return { ready: false, status: 'DOWN', database: 'UP', record: 'DOWN' };
    const disk = await this.#disk();
    const states = (await this.projector.current?.states()) ?? [];
    const projections = states.map(({ name, position, status, lagMs, stopped }) => ({
      ...{ name, status, position: String(position), behind: Number(head - position), lagMs },
      ...(stopped && { stopped: { ...stopped, position: String(stopped.position) } }),
    }));
    // A read model that is still being built would answer from half of the record.
    this.#caughtUp ||= projections.length > 0 && projections.every(({ behind, stopped }) => behind <= 0 || stopped);
    // One read model or a tree that stands still, or a lack of room, is an operator's matter: what can be served goes on.
    const { trouble, waiting } = this.reads.state();
    const tree = await this.projector.current?.treeState();
    const checkpoint = tree && (await this.projector.current?.checkpointState(tree));
    const isTreeTroubled = tree !== undefined && (tree.standstill !== undefined || tree.trouble !== undefined);
    const isTroubled =
      states.some((state) => state.stopped) ||
      disk !== 'UP' ||
      trouble !== undefined ||
      isTreeTroubled ||
      checkpoint?.trouble !== undefined;
    const status = isTroubled ? 'DEGRADED' : 'UP';
    return {
      ...{ ready: this.#caughtUp, status: this.#caughtUp ? status : 'STARTING' },
      ...{ database: disk, position: String(head), projections },
      ...(tree && {
        proof: {
          ...{ size: tree.size, position: String(tree.position), behind: Number(head - tree.position) },
          ...(isTreeTroubled && { status: tree.standstill?.why ?? 'FAILING' }),
          ...(checkpoint && { checkpoint: shown(checkpoint) }),
        },
      }),
      // Why is in the log: this is read by whoever can reach the port.
      ...(trouble !== undefined && { readLog: { status: 'FAILING', waiting } }),
    };
  }

  /** A record in another store than the read models can be away by itself. */
  #headElsewhere(): Promise<Position | undefined> {
    const head = this.installation.store.head().catch(() => undefined);
    return Promise.race([head, sleep(RECORD_MS, undefined, { ref: false })]);
  }

  /** Without room for its log PostgreSQL stops, and the embedded one is not started again before there is some. */
  async #down() {
    const free = (await this.installation.freeBytes?.().catch(() => undefined)) ?? Infinity;
    return { ready: false, status: 'DOWN', database: free < LOG_SEGMENT_BYTES ? 'DISK_FULL' : 'DOWN' };
  }

  /** DISK_FULL: what was last to be written found no room. DISK_LOW: that will happen soon (embedded database only). */
  async #disk(): Promise<'UP' | 'DISK_LOW' | 'DISK_FULL'> {
    const { store, freeBytes } = this.installation;
    const metAgo = Date.now() - (store.diskFullAt?.getTime() ?? -Infinity);
    if (metAgo < DISK_FULL_MS || isDiskFull(this.projector.current?.trouble)) return 'DISK_FULL';
    const free = await freeBytes?.();
    return free !== undefined && free < LOW_BYTES ? 'DISK_LOW' : 'UP';
  }
}

const shown = ({ size, ageMs, trouble }: CheckpointState) => ({
  ...{ size: size ?? null, ageSeconds: ageMs === undefined ? null : Math.round(ageMs / 1_000) },
  ...(trouble && { status: trouble }),
});
