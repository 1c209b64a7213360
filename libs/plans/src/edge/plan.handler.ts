import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { Database } from '@baikoo/database';
import { findOrganisation } from '@baikoo/identity';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findTerritory, reaches } from '@baikoo/territories';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { LookedUp, PlanCommand, PlanWish } from '../domain/plan.commands.js';
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
    if (wish.type === 'DraftPlan' && !(await findTerritory(this.db, wish.territoryId)))
      return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: wish.territoryId });
    if (wish.type === 'ProposeAmendment') {
      const unknown = await this.#findUnknown(wish.changes);
      if (unknown) return unknown;
    }
    const stream = planStream(wish.planId);
    const restsOn = wish.type === 'SupersedePlan' ? [planStream(wish.successorId)] : [];
    return execute(this.store, { decider: plan, stream, command: () => this.#informed(wish), cause, restsOn });
  }

  /** Territories and organisations that the changes of an amendment name and nobody registered. */
  async #findUnknown(changes: readonly PlanChange[]): Promise<Refusal<RefusalCode> | undefined> {
    for (const [index, change] of changes.entries()) {
      const { territoryId, organisations } = namedBy(change);
      if (territoryId !== undefined && !(await findTerritory(this.db, territoryId)))
        return refuse('UNKNOWN_TERRITORY', `changes[${index}].territoryId`, { id: territoryId });
      for (const [field, id] of organisations)
        if (!(await findOrganisation(this.db, id)))
          return refuse('UNKNOWN_ORGANISATION', `changes[${index}].${field}`, { id });
    }
    return undefined;
  }

  async #informed(wish: PlanWish): Promise<PlanCommand> {
    const state = await stateOf(this.store, plan, planStream(wish.planId));
    const territoryId = wish.type === 'DraftPlan' ? wish.territoryId : state.territoryId;
    const withinMandate = await reaches(this.db, wish.by, territoryId);
    return { ...wish, withinMandate, ...(await this.#lookUp(wish, state.amendments)) };
  }

  async #lookUp(
    wish: PlanWish,
    amendments: ReadonlyMap<string, { readonly changes: readonly PlanChange[] }>,
  ): Promise<Partial<LookedUp>> {
    switch (wish.type) {
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
        const isAlike = successor.kind === own.kind && successor.territoryId === own.territoryId;
        return { mayBeSucceededBy: successor.status === 'ADOPTED' && isAlike };
      }
      default:
        return {};
    }
  }
}

function namedBy(change: PlanChange): { territoryId?: string; organisations: readonly (readonly [string, string])[] } {
  if (change.kind === 'MEASURE_REASSIGNED')
    return { organisations: [['responsibleOrganisationId', change.responsibleOrganisationId]] };
  if (change.kind !== 'MEASURE_ADDED') return { organisations: [] };
  const { territoryId, responsibleOrganisationId, coExecutorIds } = change;
  const coExecutors = coExecutorIds.map((id) => ['coExecutorIds', id] as const);
  return { territoryId, organisations: [['responsibleOrganisationId', responsibleOrganisationId], ...coExecutors] };
}

const addedBy = (changes: readonly PlanChange[]) =>
  changes.flatMap((change) => (change.kind === 'MEASURE_ADDED' ? [change.measureId] : []));

export const planStream = (planId: string) => `plan-${planId}`;
