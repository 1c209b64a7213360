import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { findIndicator, findSoftChecks } from '@baikoo/indicators';
import { type Convention, type ConventionName, dateOf, type Refusal, subtract, type Without } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findMeasure, type MeasureStatus } from '@baikoo/measures';
import { reaches } from '@baikoo/territories';
import { cycle } from '../domain/cycle.js';
import { itemIdOf } from '../domain/item.js';
import { type CycleOfSubmission, submission, type SubmissionCommand } from '../domain/submission.js';
import { checkItem } from '../domain/item-checks.js';
import { cycleStream, submissionIdOf, submissionStream } from './streams.js';
import { findSpentOf } from '../read/cycles.js';

type KnownHere = 'submissionId' | 'cycle' | 'subject' | 'findings' | 'withinMandate' | 'largestAct' | 'reporting';
/** What a caller says; what the submission must know of other things is looked up here. */
export type SubmissionWish = Without<SubmissionCommand, KnownHere>;

type ReportItem = Extract<SubmissionWish, { type: 'ReportItem' }>;

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

  async execute({ wish, cause }: AskSubmission): Promise<Receipt | Refusal<RefusalCode>> {
    const submissionId = submissionIdOf(wish.cycleId, wish.organisationId);
    const stream = submissionStream(submissionId);
    const command = () => this.#withKnowledge(wish, submissionId);
    // Closed is closed: whatever is decided rests on where the cycle stands.
    return execute(this.store, { decider: submission, stream, command, cause, restsOn: [cycleStream(wish.cycleId)] });
  }

  async #withKnowledge(wish: SubmissionWish, submissionId: string): Promise<SubmissionCommand> {
    const cycle = await this.#cycleOf(wish);
    switch (wish.type) {
      case 'ReportItem': {
        const limit = wish.item.kind === 'EXPENDITURE' ? await this.#held('MONEY', wish) : {};
        const known = await this.#knowledgeOf(wish, submissionId, cycle);
        return { ...wish, ...limit, submissionId, cycle, ...known, withinMandate: await this.#writes(wish, cycle) };
      }
      case 'StartReview':
      case 'EndorseReport':
      case 'ReturnReport':
      case 'AcceptReport':
      case 'RejectCorrection':
        return { ...wish, submissionId, cycle, withinMandate: await this.#reaches(wish, cycle) };
      case 'ReopenSubmission':
      case 'ExtendReopening':
      case 'ApproveCorrection': {
        const reporting = await this.#held('REPORTING', wish);
        return { ...wish, submissionId, cycle, reporting, withinMandate: await this.#reaches(wish, cycle) };
      }
      case 'WithdrawItem':
      case 'AnswerRemark':
      case 'SubmitReport':
      case 'WithdrawReport':
        return { ...wish, submissionId, cycle, withinMandate: await this.#writes(wish, cycle) };
      case 'RequestCorrection':
      case 'ExpireReopening':
      case 'RecordConsolidation':
        return { ...wish, submissionId, cycle };
    }
  }

  #held<Name extends ConventionName>(name: Name, { at }: SubmissionWish): Promise<Convention<Name>> {
    return recordedConvention(this.store, name, dateOf(at));
  }

  async #cycleOf({ cycleId, organisationId }: SubmissionWish): Promise<CycleOfSubmission> {
    const { status, planId, illustrative, owed } = await stateOf(this.store, cycle, cycleStream(cycleId));
    const { territoryId = null, exempt = false, endorsedBy = [] } = owed.get(organisationId) ?? {};
    return { status, planId, illustrative, owed: owed.has(organisationId), territoryId, exempt, endorsedBy };
  }

  /** What is known of the item's subject, and what looks wrong about the item. */
  async #knowledgeOf({ item, at }: ReportItem, submissionId: string, { territoryId }: CycleOfSubmission) {
    if (item.kind === 'READING') {
      const known = await findIndicator(this.db, item.indicatorId);
      const { kind: _, explanation: _e, ...reading } = item;
      const asked = { ...reading, definitionVersion: null, submissionId, territoryId: territoryId ?? WHOLE_REPUBLIC };
      const found = known ? await findSoftChecks(this.store, asked, dateOf(at)) : [];
      // The readings that a finding names are of the series; a report keeps what was found.
      const findings = found.map(({ rule, details }) => ({ rule, details }));
      const subject = known && ({ kind: 'INDICATOR', answeredBy: known.responsibleOrganisationId } as const);
      return { subject, findings };
    }
    const measure = await findMeasure(this.db, item.measureId, dateOf(at));
    if (!measure) return { subject: undefined };
    const { planId, responsibleOrganisationId, status, funding, percent, claimedIn, plannedStart } = measure;
    const fundingLines = funding.map(({ id }) => id);
    const claim = { standing: STANDING[status], claimedHere: claimedIn === submissionId };
    const known = { planId, responsibleOrganisationId, fundingLines, plannedStart };
    const subject = { kind: 'MEASURE' as const, ...known, ...claim };
    // What this report itself brought into the sum before is not spent twice when it is corrected.
    const own = item.kind === 'EXPENDITURE' ? await findSpentOf(this.db, submissionId, itemIdOf(item)) : '0';
    const lines = funding.map(({ id, allocated, spent }) => ({ id, allocated, spent: subtract(spent, own) }));
    return { subject, findings: checkItem(item, { percent, lines }) };
  }

  /** In another's place somebody writes only as far as their mandate reaches. */
  async #writes(wish: SubmissionWish, cycle: CycleOfSubmission): Promise<boolean> {
    return wish.by.organisationId === wish.organisationId || this.#reaches(wish, cycle);
  }

  /** A report of no territory (a ministry's) is reviewed only by mandates for the whole republic. */
  #reaches({ by, at }: SubmissionWish, { territoryId }: CycleOfSubmission): Promise<boolean> {
    return reaches(this.db, by, territoryId ?? WHOLE_REPUBLIC, dateOf(at));
  }
}

const STANDING = {
  PLANNED: 'UNDERWAY',
  IN_PROGRESS: 'UNDERWAY',
  SUSPENDED: 'SUSPENDED',
  COMPLETION_CLAIMED: 'CLAIMED',
  COMPLETION_VERIFIED: 'VERIFIED',
  CANCELLED: 'CANCELLED',
} as const satisfies { [Status in MeasureStatus]: string };

const WHOLE_REPUBLIC = 'KG';
