import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { carriesOutPlans, keepsPlans } from '@baikoo/identity';
import { dateOf, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findPlan, liesInPlan, plan, type PlanKind, planStream } from '@baikoo/plans';
import { reaches } from '@baikoo/territories';
import type { MeasureCommand, PlansOfLink } from '../domain/measure.commands.js';
import { measure } from '../domain/measure.js';
import type { KnownMeasure } from '../domain/measure.state.js';
import { asPlanOfMeasure } from './plan-of-measure.js';
import type { MeasureWish } from './measure.wish.js';
import { findUnknown } from './unknown.js';

/** The one message through which any edge (GraphQL, import, processes) asks something of a measure. */
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
    const unknown = await findUnknown(this.db, wish);
    if (unknown) return unknown;
    const elsewhere = await this.#outsideThePlan(wish);
    if (elsewhere) return elsewhere;
    const known = wish.type === 'AddMeasure' ? undefined : await this.#known(wish.measureId);
    // The plan and the other measure may change meanwhile: the decision rests on where they stand.
    const restsOn = restsOnOf(wish, known);
    const command = () => this.#informed(wish, known, cause);
    return execute(this.store, { decider: measure, stream, command, cause, restsOn });
  }

  async #known(measureId: string): Promise<KnownMeasure | undefined> {
    const state = await stateOf(this.store, measure, measureStream(measureId));
    return state.status === 'UNKNOWN' ? undefined : state;
  }

  async #informed(wish: MeasureWish, known: KnownMeasure | undefined, cause: Cause): Promise<MeasureCommand> {
    switch (wish.type) {
      case 'AddMeasure': {
        const ofPlan = await this.#plan(wish.planId);
        const { territoryId, taskId } = wish;
        const withinMandate =
          (await reaches(this.db, wish.by, territoryId, dateOf(wish.at))) &&
          (await reaches(this.db, wish.by, ofPlan.territoryId, dateOf(wish.at)));
        return { ...wish, plan: asPlanOfMeasure(ofPlan, taskId), withinMandate, ...words(wish, ofPlan.kind) };
      }
      // What a report says, and what processes ask, needs no reach: it is bound to who is responsible, or decided before.
      case 'RecordProgress':
      case 'ClaimCompletion':
      case 'WithdrawClaim':
      case 'RecordMissedReport':
      case 'RecordAmendmentNotApplied':
        return wish;
      case 'RecordExpenditure':
        return { ...wish, ...(await this.#limitOn(wish)) };
      case 'ReceiveFunding':
        return { ...wish, reallocationId: wish.reallocationId ?? cause.commandId };
      case 'ReallocateFunding': {
        const other = wish.toMeasureId === wish.measureId ? known : await this.#known(wish.toMeasureId);
        const line = other?.fundingLines.get(wish.toLineId);
        const receiving = other && line && { planId: other.planId, source: line.source };
        const withinMandate =
          (await this.#reaches(wish, known)) && (other === undefined || (await this.#reaches(wish, other)));
        const limit = await this.#limitOn(wish);
        const carried = await this.#carries(wish, known);
        return { ...wish, ...limit, receiving, withinMandate, ...carried, reallocationId: cause.commandId };
      }
      case 'RewordMeasure':
      case 'ReassignMeasure': {
        const ofPlan = known ? await this.#plan(known.planId) : plan.initial;
        const withinMandate = await this.#reaches(wish, known);
        return { ...wish, plan: asPlanOfMeasure(ofPlan), withinMandate, ...words(wish, ofPlan.kind) };
      }
      case 'ExtendDeadline':
      case 'SuspendMeasure':
      case 'ResumeMeasure':
      case 'CancelMeasure':
      case 'PlanFunding': {
        const limit = wish.type === 'PlanFunding' ? await this.#limitOn(wish) : {};
        const ofPlan = known ? await this.#plan(known.planId) : plan.initial;
        const withinMandate = await this.#reaches(wish, known);
        return { ...wish, ...limit, plan: asPlanOfMeasure(ofPlan), withinMandate, ...carries(wish, ofPlan.kind) };
      }
      case 'LinkToTask':
        return {
          ...wish,
          plans: await this.#plansOf(wish, known),
          withinMandate: await this.#reaches(wish, known),
          ...(await this.#carries(wish, known)),
        };
      case 'AllocateFunding': {
        const limit = await this.#limitOn(wish);
        const withinMandate = await this.#reaches(wish, known);
        return { ...wish, ...limit, withinMandate, ...(await this.#carries(wish, known)) };
      }
      case 'AssignCoExecutor':
      case 'ReleaseCoExecutor':
      case 'LinkIndicator':
      case 'UnlinkIndicator':
      case 'UnlinkFromTask': {
        const withinMandate = await this.#reaches(wish, known);
        return { ...wish, withinMandate, ...(await this.#carries(wish, known)) };
      }
      case 'VerifyCompletion':
      case 'RejectCompletion':
        return { ...wish, withinMandate: await this.#reaches(wish, known) };
    }
  }

  /** The territory of a plan never changes, so this holds for as long as the command takes. */
  async #outsideThePlan(wish: MeasureWish): Promise<Refusal<RefusalCode> | undefined> {
    if (wish.type !== 'AddMeasure') return undefined;
    const ofPlan = await this.#plan(wish.planId);
    const { territoryId, by, at } = wish;
    const [now, reach] = [dateOf(at), await reaches(this.db, by, territoryId, dateOf(at))];
    // Whoever may not write there at all is told that.
    if (ofPlan.status === 'UNKNOWN' || !reach) return undefined;
    const within = await liesInPlan(this.db, territoryId, ofPlan.territoryId, now);
    return within ? undefined : refuse('NOT_IN_THE_TERRITORY_OF_THE_PLAN', 'territoryId');
  }

  #limitOn({ at }: MeasureWish) {
    return recordedConvention(this.store, 'MONEY', dateOf(at));
  }

  #plan(planId: string) {
    return stateOf(this.store, plan, planStream(planId));
  }

  async #reaches({ by, at }: MeasureWish, known: KnownMeasure | undefined): Promise<boolean> {
    return known !== undefined && reaches(this.db, by, known.territoryId, dateOf(at));
  }

  async #carries(wish: MeasureWish, known: KnownMeasure | undefined) {
    return carries(wish, known ? (await this.#plan(known.planId)).kind : undefined);
  }

  /** Of which kind a plan is never changes, so the read model's word on it is as good as the record's. */
  async #plansOf(
    { planId, taskId }: { planId: string; taskId: string },
    known: KnownMeasure | undefined,
  ): Promise<PlansOfLink> {
    const own = known && (await findPlan(this.db, known.planId));
    const { status, tasks } = await this.#plan(planId);
    const kind = (await findPlan(this.db, planId))?.kind;
    return { own: own?.kind, served: { kind, adopted: status === 'ADOPTED', hasTask: tasks.has(taskId) } };
  }
}

/** What an amendment changes was decided with it, by who decides on the plan. */
const isAmended = (wish: MeasureWish): boolean => 'amendmentId' in wish && wish.amendmentId != null;

const words = (wish: MeasureWish, kind: PlanKind) => ({
  keepsPlans: isAmended(wish) || keepsPlans(wish.by.role, kind),
});

/** Of a measure that is not there nothing is refused but that. */
const carries = (wish: MeasureWish, kind: PlanKind | undefined) => ({
  carriesOut: isAmended(wish) || kind === undefined || carriesOutPlans(wish.by.role, kind),
});

function restsOnOf(wish: MeasureWish, known: KnownMeasure | undefined): readonly string[] {
  switch (wish.type) {
    case 'AddMeasure':
    case 'LinkToTask':
      return [planStream(wish.planId)];
    case 'RewordMeasure':
    case 'ReassignMeasure':
    case 'ExtendDeadline':
    case 'SuspendMeasure':
    case 'ResumeMeasure':
    case 'CancelMeasure':
    case 'PlanFunding':
      return known ? [planStream(known.planId)] : [];
    case 'ReallocateFunding':
      return wish.toMeasureId === wish.measureId ? [] : [measureStream(wish.toMeasureId)];
    default:
      return [];
  }
}

export const measureStream = (measureId: string) => `measure-${measureId}`;
