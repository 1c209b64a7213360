import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { Database } from '@baikoo/database';
import { findOrganisation, keepsPlans } from '@baikoo/identity';
import { type Author, type CalendarDate, dateOf, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findTerritoryProblem, hasSucceeded, isWithin, reaches } from '@baikoo/territories';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { LookedUp, PlanCommand, PlanWish } from '../domain/plan.commands.js';
import type { PlanKind } from '../domain/plan.events.js';
import { plan } from '../domain/plan.js';
import { MeasuresOfPlan } from './measures-of-plan.js';

/** The one message through which any edge (GraphQL, import) asks something of a plan. */
export class AskPlan extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: PlanWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskPlan)
export class AskPlanHandler implements ICommandHandler<AskPlan> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    private readonly measures: MeasuresOfPlan,
  ) {}

  async execute({ wish, cause }: AskPlan) {
    if (wish.type === 'DraftPlan') {
      const nowhere = await findTerritoryProblem(this.db, wish.territoryId, wish);
      if (nowhere) return nowhere;
    }
    if (wish.type === 'ProposeAmendment') {
      const { territoryId } = await stateOf(this.store, plan, planStream(wish.planId));
      const unknown = await this.#findUnknown(wish.changes, territoryId, dateOf(wish.at));
      if (unknown) return unknown;
    }
    const stream = planStream(wish.planId);
    const restsOn = restedOn(wish);
    return execute(this.store, { decider: plan, stream, command: () => this.#informed(wish), cause, restsOn });
  }

  /** Territories and organisations that the changes of an amendment name and that are not there, or not of the plan. */
  async #findUnknown(
    changes: readonly PlanChange[],
    planTerritoryId: string,
    on: CalendarDate,
  ): Promise<Refusal<RefusalCode> | undefined> {
    for (const [index, change] of changes.entries()) {
      if (change.kind === 'MEASURE_ADDED') {
        const { territoryId, plannedStart: from, deadline: to } = change;
        const path = `changes[${index}].territoryId`;
        const nowhere = await findTerritoryProblem(this.db, territoryId, { from, to }, path);
        if (nowhere) return nowhere;
        // A plan that nobody drafted is of no territory: the decider says that there is none.
        const foreign = planTerritoryId !== '' && !(await liesInPlan(this.db, territoryId, planTerritoryId, on));
        if (foreign) return refuse('NOT_IN_THE_TERRITORY_OF_THE_PLAN', path);
      }
      for (const [field, id] of organisationsOf(change))
        if (!(await findOrganisation(this.db, id)))
          return refuse('UNKNOWN_ORGANISATION', `changes[${index}].${field}`, { id });
    }
    return undefined;
  }

  async #informed(wish: PlanWish): Promise<PlanCommand> {
    const state = await stateOf(this.store, plan, planStream(wish.planId));
    const territoryId = wish.type === 'DraftPlan' ? wish.territoryId : state.territoryId;
    const withinMandate =
      mayProposeFrom(wish, state.kind) || (await reaches(this.db, wish.by, territoryId, dateOf(wish.at)));
    const kind = wish.type === 'DraftPlan' ? wish.kind : state.kind;
    const reach = { withinMandate, keepsPlans: keepsPlans(wish.by.role, kind) };
    return { ...wish, ...reach, ...(await this.#lookUp(wish, state.amendments)) };
  }

  /**
   * Everybody who wrote in the draft, by what the record says of each fact: one who only reworded it wrote in it too. The
   * installation is no person: what it loads was drafted and adopted elsewhere.
   */
  async #authorsOf(planId: string): Promise<readonly Author[]> {
    const causes = (await this.store.read(planStream(planId))).map(({ cause }) => cause);
    return causes
      .filter(({ roleAtTime }) => roleAtTime !== 'INSTALLATION')
      .map(({ actorId: personId, organisationId }) => ({ personId, organisationId }));
  }

  async #lookUp(
    wish: PlanWish,
    amendments: ReadonlyMap<string, { readonly changes: readonly PlanChange[] }>,
  ): Promise<Partial<LookedUp>> {
    switch (wish.type) {
      case 'AdoptPlan':
        return { draftedBy: await this.#authorsOf(wish.planId) };
      case 'RemoveTask':
        return this.measures.find(wish.planId, []);
      case 'ProposeAmendment':
        return this.measures.find(wish.planId, addedBy(wish.changes));
      case 'AdoptAmendment':
        return this.measures.find(wish.planId, addedBy(amendments.get(wish.amendmentId)?.changes ?? []));
      case 'SupersedePlan': {
        const [own, successor] = [
          await stateOf(this.store, plan, planStream(wish.planId)),
          await stateOf(this.store, plan, planStream(wish.successorId)),
        ];
        const { territoryId } = successor;
        const fits =
          territoryId === own.territoryId ||
          (await hasSucceeded(this.db, territoryId, own.territoryId, { on: dateOf(wish.at) }));
        return { mayBeSucceededBy: successor.status === 'ADOPTED' && successor.kind === own.kind && fits };
      }
      default:
        return {};
    }
  }
}

/** The histories that are looked up before the decision: if one of them moves meanwhile, it is taken anew. */
function restedOn(wish: PlanWish): readonly string[] {
  if (wish.type === 'SupersedePlan') return [planStream(wish.successorId)];
  return wish.type === 'AdoptPlan' ? [planStream(wish.planId)] : [];
}

/** In the territory of a plan, or in what came after that: a plan outlives the merger of its territory. */
export const liesInPlan = async (db: Database, territoryId: string, planTerritoryId: string, on: CalendarDate) =>
  (await isWithin(db, territoryId, planTerritoryId, { on })) ||
  (await hasSucceeded(db, territoryId, planTerritoryId, { on }));

/** A ministry is of no territory: it proposes for the national plan, where its measures stand, and for no other. */
const mayProposeFrom = ({ type, by }: PlanWish, kind: PlanKind | undefined): boolean =>
  (type === 'ProposeAmendment' || type === 'WithdrawAmendment') &&
  by.role === 'MINISTRY_FOCAL_POINT' &&
  kind === 'NATIONAL';

function organisationsOf(change: PlanChange): readonly (readonly [field: string, id: string])[] {
  if (change.kind === 'MEASURE_REASSIGNED') return [['responsibleOrganisationId', change.responsibleOrganisationId]];
  if (change.kind !== 'MEASURE_ADDED') return [];
  const { responsibleOrganisationId, coExecutorIds } = change;
  return [
    ['responsibleOrganisationId', responsibleOrganisationId],
    ...coExecutorIds.map((id) => ['coExecutorIds', id] as const),
  ];
}

const addedBy = (changes: readonly PlanChange[]) =>
  changes.flatMap((change) => (change.kind === 'MEASURE_ADDED' ? [change.measureId] : []));

export const planStream = (planId: string) => `plan-${planId}`;
