import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt } from '@baikoo/event-store';
import type { Actor, Moment, Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { compileReport } from '../compile/compile-report.js';
import { contentHashOf, documentsOf, freezeAt } from '../compile/freeze.js';
import { report } from '../domain/report.js';

export type ReportWish = {
  readonly cycleId: string;
  /** Null: where the record ends now. */
  readonly position: string | null;
  readonly by: Actor;
  readonly at: Moment;
};

/** Asks for the monitoring report of a cycle to be compiled and its hashes to be recorded. */
export class AskReport extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: ReportWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskReport)
export class AskReportHandler implements ICommandHandler<AskReport> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ wish, cause }: AskReport) {
    const { cycleId, by, at } = wish;
    const head = await this.store.head();
    const position = wish.position === null ? head : BigInt(wish.position);
    const frozen = await freezeAt(this.store, this.db, position);
    const data = frozen && (await compileReport(this.db, cycleId, frozen));
    const compiled = data && { contentHash: contentHashOf(data), documents: await documentsOf(data) };
    const asOf = { asOfPosition: String(position), asOfMoment: frozen?.moment ?? at };
    return execute(this.store, {
      decider: report,
      stream: reportStream(cycleId),
      command: { type: 'CompileReport', cycleId, ...asOf, compiled, head: String(head), by, at },
      cause,
    });
  }
}

export const reportStream = (cycleId: string) => `report-${cycleId}`;
