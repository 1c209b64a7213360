import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { findIndicator } from '@baikoo/indicators';
import { dateOf, type Refusal, type Without } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findMeasure } from '@baikoo/measures';
import { reaches } from '@baikoo/territories';
import { cycle } from '../domain/cycle.js';
import type { Subject } from '../domain/item.js';
import type { Item } from '../domain/submission.events.js';
import { type CycleOfSubmission, submission, type SubmissionCommand } from '../domain/submission.js';
import { cycleStream } from './cycle.handler.js';

type KnownHere = 'submissionId' | 'cycle' | 'subject' | 'withinMandate';
/** What a caller says; what the submission must know of other things is looked up here. */
export type SubmissionWish = Without<SubmissionCommand, KnownHere>;

/** The one message through which any edge asks something of a submission. */
export class AskSubmission extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: SubmissionWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskSubmission)
export class AskSubmissionHandler implements ICommandHandler<AskSubmission> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ wish, cause }: AskSubmission) {
    const submissionId = submissionIdOf(wish.cycleId, wish.organisationId);
    const stream = submissionStream(submissionId);
    const command = () => this.#withKnowledge(wish, submissionId);
    // Closed is closed: whatever is decided rests on where the cycle stands.
    return execute(this.store, { decider: submission, stream, command, cause, restsOn: [cycleStream(wish.cycleId)] });
  }

  async #withKnowledge(wish: SubmissionWish, submissionId: string): Promise<SubmissionCommand> {
    const cycle = await this.#cycleOf(wish);
    switch (wish.type) {
      case 'ReportItem':
        return { ...wish, submissionId, cycle, subject: await this.#subjectOf(wish.item, dateOf(wish.at)) };
      case 'ReturnReport':
      case 'AcceptReport':
        return { ...wish, submissionId, cycle, withinMandate: await this.#reaches(wish, cycle) };
      case 'WithdrawItem':
      case 'SubmitReport':
      case 'RecordConsolidation':
        return { ...wish, submissionId, cycle };
    }
  }

  async #cycleOf({ cycleId, organisationId }: SubmissionWish): Promise<CycleOfSubmission> {
    const { status, planId, illustrative, obligations } = await stateOf(this.store, cycle, cycleStream(cycleId));
    const territoryId = obligations.get(organisationId);
    return { status, planId, illustrative, owed: territoryId !== undefined, territoryId: territoryId ?? null };
  }

  async #subjectOf(item: Item, today: string): Promise<Subject> {
    if (item.kind === 'READING') return (await findIndicator(this.db, item.indicatorId)) && { kind: 'INDICATOR' };
    const measure = await findMeasure(this.db, item.measureId, today);
    if (!measure) return undefined;
    const { planId, responsibleOrganisationId, status, funding } = measure;
    const underway = status === 'PLANNED' || status === 'IN_PROGRESS';
    return { kind: 'MEASURE', planId, responsibleOrganisationId, underway, fundingLines: funding.map(({ id }) => id) };
  }

  /** A report of no territory (a ministry's) is reviewed only by mandates for the whole republic. */
  #reaches({ by }: SubmissionWish, { territoryId }: CycleOfSubmission): Promise<boolean> {
    return reaches(this.db, by, territoryId ?? WHOLE_REPUBLIC);
  }
}

const WHOLE_REPUBLIC = 'KG';

/** One report for each cycle and organisation. */
export const submissionIdOf = (cycleId: string, organisationId: string) => `${cycleId}.${organisationId}`;
export const submissionStream = (submissionId: string) => `submission-${submissionId}`;
