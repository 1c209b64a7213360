import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { findOrganisation } from '@baikoo/identity';
import { type Refusal, refuse, type Without } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { plan, planStream } from '@baikoo/plans';
import { findTerritory, reaches } from '@baikoo/territories';
import { measure, type MeasureCommand } from '../domain/measure.js';

/** What a caller says; what the measure must know of its plan and of mandates is looked up here. */
export type MeasureWish = Without<MeasureCommand, 'plan' | 'withinMandate'>;
type AddMeasure = Extract<MeasureWish, { type: 'AddMeasure' }>;

/** The one message through which any edge (GraphQL, import, consolidation) asks something of a measure. */
export class AskMeasure extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: MeasureWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskMeasure)
export class AskMeasureHandler implements ICommandHandler<AskMeasure> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ wish, cause }: AskMeasure) {
    const stream = measureStream(wish.measureId);
    if (wish.type !== 'AddMeasure') {
      const command = await this.#reached(wish, stream);
      return execute(this.store, { decider: measure, stream, command, cause });
    }
    const unknown = await this.#findUnknown(wish);
    if (unknown) return unknown;
    // A plan that is adopted meanwhile takes no further measures: the decision rests on where the plan stands.
    const restsOn = [planStream(wish.planId)];
    return execute(this.store, { decider: measure, stream, command: () => this.#informed(wish), cause, restsOn });
  }

  async #findUnknown(wish: AddMeasure): Promise<Refusal<RefusalCode> | undefined> {
    const { territoryId, responsibleOrganisationId: organisationId } = wish;
    if (!(await findTerritory(this.db, territoryId)))
      return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: territoryId });
    if (!(await findOrganisation(this.db, organisationId)))
      return refuse('UNKNOWN_ORGANISATION', 'responsibleOrganisationId', { id: organisationId });
    return undefined;
  }

  async #informed(wish: AddMeasure): Promise<MeasureCommand> {
    const { territoryId, planId, taskId } = wish;
    const { status, from, to, tasks, territoryId: ofPlan } = await stateOf(this.store, plan, planStream(planId));
    const withinMandate = (await reaches(this.db, wish.by, territoryId)) && (await reaches(this.db, wish.by, ofPlan));
    return { ...wish, plan: { status, from, to, directionId: tasks.get(taskId) }, withinMandate };
  }

  /** What a report says needs no reach: it is bound to the organisation that is responsible for the measure. */
  async #reached(wish: Exclude<MeasureWish, AddMeasure>, stream: string): Promise<MeasureCommand> {
    switch (wish.type) {
      case 'RecordExpenditure':
      case 'RecordProgress':
      case 'ClaimCompletion':
        return wish;
      case 'PlanFunding':
      case 'AllocateFunding':
      case 'VerifyCompletion':
      case 'RejectCompletion': {
        const state = await stateOf(this.store, measure, stream);
        const withinMandate = state.status !== 'UNKNOWN' && (await reaches(this.db, wish.by, state.territoryId));
        return { ...wish, withinMandate };
      }
    }
  }
}

export const measureStream = (measureId: string) => `measure-${measureId}`;
