import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { allKnown, type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { findOrganisation } from '@baikoo/identity';
import { dateOf, type Moment, type Refusal, refuse, type Without } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { plan, planStream } from '@baikoo/plans';
import type { CycleEvent } from '../domain/cycle.events.js';
import { cycle, type CycleCommand } from '../domain/cycle.js';
import { remindDaysBefore } from '../domain/reporting-days.js';
import type { SubmissionEvent } from '../domain/submission.events.js';
import { findOwing } from '../read/owing.js';
import { cycleStream, submissionIdOf, submissionStream } from './streams.js';

type KnownHere = 'planStatus' | 'planSpan' | 'territoryId' | 'owing' | 'firstSubmittedAt' | 'obligedAt' | 'reporting';
/** What a caller says; the plan's state, the organisation's territory and what was given are looked up here. */
export type CycleWish = Without<CycleCommand, KnownHere>;

/** The one message through which any edge asks something of a reporting cycle. */
export class AskCycle extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: CycleWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskCycle)
export class AskCycleHandler implements ICommandHandler<AskCycle> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ wish, cause }: AskCycle): Promise<Receipt | Refusal<RefusalCode>> {
    const stream = cycleStream(wish.cycleId);
    const ask = (command: CycleCommand | (() => Promise<CycleCommand>), restsOn: readonly string[] = []) =>
      execute(this.store, { decider: cycle, stream, command, cause, restsOn });
    switch (wish.type) {
      case 'OpenCycle':
      case 'ScheduleCycle': {
        const command = async (): Promise<CycleCommand> => {
          const { status: planStatus, from, to } = await stateOf(this.store, plan, planStream(wish.planId));
          if (wish.type === 'ScheduleCycle' || planStatus === 'UNKNOWN') return { ...wish, planStatus };
          const reporting = await recordedConvention(this.store, 'REPORTING', dateOf(wish.at));
          const days = wish.remindDaysBefore ?? remindDaysBefore(reporting);
          return { ...wish, planStatus, planSpan: { from, to }, reporting, remindDaysBefore: days };
        };
        return ask(command, [planStream(wish.planId)]);
      }
      case 'IssueObligation': {
        const { organisationId: id } = wish;
        const organisation = await findOrganisation(this.db, id);
        if (!organisation) return refuse('UNKNOWN_ORGANISATION', 'organisationId', { id });
        for (const endorsing of wish.endorsedBy ?? [])
          if (!(await findOrganisation(this.db, endorsing)))
            return refuse('UNKNOWN_ORGANISATION', 'endorsedBy', { id: endorsing });
        return ask({ ...wish, territoryId: organisation.territoryId });
      }
      case 'ApplyTemplate': {
        const { planId, settings } = await stateOf(this.store, cycle, stream);
        const owing = settings ? await findOwing(this.db, planId, settings.template) : [];
        return ask({ ...wish, owing });
      }
      case 'ExemptObligation': {
        const report = submissionStream(submissionIdOf(wish.cycleId, wish.organisationId));
        return ask(async () => ({ ...wish, firstSubmittedAt: await this.#firstSubmitted(report) }), [report]);
      }
      case 'SendReminder': {
        const report = submissionStream(submissionIdOf(wish.cycleId, wish.organisationId));
        const reporting = await recordedConvention(this.store, 'REPORTING', dateOf(wish.at));
        const command = async () => ({ ...wish, reporting, firstSubmittedAt: await this.#firstSubmitted(report) });
        return ask(command, [report]);
      }
      case 'RecordMissedDeadline': {
        const report = submissionStream(submissionIdOf(wish.cycleId, wish.organisationId));
        const command = async (): Promise<CycleCommand> => ({
          ...wish,
          firstSubmittedAt: await this.#firstSubmitted(report),
          obligedAt: await this.#obliged(stream, wish.organisationId),
        });
        return ask(command, [report]);
      }
      case 'OpenScheduledCycle':
      case 'RevokeExemption':
      case 'CloseCycle':
      case 'FinaliseCycle':
        return ask(wish);
    }
  }

  /** From the record itself, never from a read model: a report that was given just now counts. */
  async #firstSubmitted(stream: string): Promise<Moment | null> {
    const history = allKnown<SubmissionEvent>(await this.store.read(stream));
    return history.find(({ type }) => type === 'ReportSubmitted')?.recordedAt ?? null;
  }

  async #obliged(stream: string, organisationId: string): Promise<Moment | null> {
    const history = allKnown<CycleEvent>(await this.store.read(stream));
    const issued = ({ type, data }: CycleEvent) =>
      type === 'ObligationIssued' && data.organisationId === organisationId;
    return history.find(issued)?.recordedAt ?? null;
  }
}
