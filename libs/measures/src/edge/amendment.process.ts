import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Cause, Recorded } from '@baikoo/event-store';
import { type Actor, isRefusal } from '@baikoo/kernel';
import type { PlanChange, PlanEvent } from '@baikoo/plans';
import type { Process } from '@baikoo/projections';
import { AskMeasure } from './measure.handler.js';

type Amended = Extract<PlanEvent, { type: 'PlanAmended' }>['data'];
type MeasureChange = Extract<PlanChange, { measureId: string }>;

/**
 * Carries an adopted amendment into the measures: what the plan decided becomes a fact about each measure, in the name
 * of whoever adopted it and because of the adoption. Command ids follow from the adoption and the place of the change,
 * so doing it again after a crash changes nothing.
 */
@Injectable()
export class AmendmentProcess implements Process {
  readonly name = 'amendments';

  constructor(private readonly bus: CommandBus) {}

  answers({ type }: Recorded): boolean {
    return type === 'PlanAmended';
  }

  async react(adoption: Recorded): Promise<void> {
    const amended = adoption.data as Amended;
    // One after the other: a measure may be added and then reworded by one amendment.
    for (const [place, change] of amended.changes.entries())
      if ('measureId' in change) await this.#carryOut(adoption, amended, change, place);
  }

  async #carryOut(adoption: Recorded, amended: Amended, change: MeasureChange, place: number): Promise<void> {
    const { planId, amendmentId } = amended;
    const who = { by: actorOf(adoption.cause), at: adoption.recordedAt };
    const answer = await this.bus.execute(
      new AskMeasure({ ...wishOf(change, amended), ...who }, consequenceOf(adoption, amended, `${place}`)),
    );
    if (!isRefusal(answer)) return;
    // A conflict with other writers passes: the whole is tried again, and what was done already stays done.
    if (answer.refused === 'CHANGED_MEANWHILE')
      throw new Error(`${change.measureId} meets too many writers; the amendment is carried out later.`);
    // A change that cannot be made is not lost: the record of the measure says which, and why.
    const { kind, measureId } = change;
    const note = { measureId, planId, amendmentId, change: kind, refused: answer.refused, ...who };
    const noted = await this.bus.execute(
      new AskMeasure(
        { type: 'RecordAmendmentNotApplied', ...note },
        consequenceOf(adoption, amended, `${place}:not-applied`),
      ),
    );
    if (isRefusal(noted)) throw new Error(`${measureId} cannot note what an amendment asked of it: ${noted.refused}.`);
  }
}

/** What an amendment's change asks of the measure, without the actor. */
function wishOf(change: MeasureChange, { planId, amendmentId, legalAct, why }: Amended) {
  switch (change.kind) {
    case 'MEASURE_ADDED': {
      const { kind: _, ...measure } = change;
      return { type: 'AddMeasure', ...measure, planId, amendmentId } as const;
    }
    case 'MEASURE_REWORDED': {
      const { kind: _, ...wording } = change;
      return { type: 'RewordMeasure', ...wording, amendmentId } as const;
    }
    case 'MEASURE_REASSIGNED': {
      const { measureId, responsibleOrganisationId } = change;
      return { type: 'ReassignMeasure', measureId, responsibleOrganisationId, amendmentId } as const;
    }
    case 'MEASURE_CANCELLED': {
      const { measureId } = change;
      return { type: 'CancelMeasure', measureId, why: change.why || why, decision: legalAct, amendmentId } as const;
    }
  }
}

const actorOf = ({ actorId, organisationId, roleAtTime, territoryAtTime, onBehalfOf }: Cause): Actor => ({
  ...{ personId: actorId, role: roleAtTime, organisationId, territoryId: territoryAtTime, onBehalfOf },
});

/** In the name of whoever adopted the amendment, on its legal act. */
const consequenceOf = (adoption: Recorded, { legalAct, why }: Amended, what: string): Cause => ({
  ...adoption.cause,
  commandId: `amendment:${adoption.eventId}:${what}`,
  causationId: adoption.eventId,
  reason: why,
  legalBasis: legalAct.number ?? legalAct.titles.ru ?? legalAct.titles.ky ?? legalAct.titles.en ?? null,
  fingerprint: null,
});
