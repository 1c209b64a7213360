import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { allKnown, type Cause, EventStore, type Receipt, type Recorded } from '@baikoo/event-store';
import { AskSeries } from '@baikoo/indicators';
import { type Actor, isRefusal, type Refusal } from '@baikoo/kernel';
import { AskMeasure } from '@baikoo/measures';
import type { Process } from '@baikoo/projections';
import type { Item, ItemOutcome, SubmissionEvent } from '../domain/submission.events.js';
import { AskSubmission } from './submission.handler.js';

type Started = Extract<SubmissionEvent, { type: 'SubmissionStarted' }>['data'];
type Reported = Recorded<Extract<SubmissionEvent, { type: 'ItemReported' }>>;

/**
 * Takes accepted reports over into the record: what a commission reported about a measure or an indicator becomes a
 * fact about it, in the name of whoever reported it and because of the acceptance. Command ids follow from the
 * acceptance, so doing it again after a crash changes nothing.
 */
@Injectable()
export class ConsolidationProcess implements Process {
  readonly name = 'consolidation';

  constructor(
    private readonly store: EventStore,
    private readonly bus: CommandBus,
  ) {}

  answers({ type }: Recorded): boolean {
    return type === 'ReportAccepted';
  }

  async react(acceptance: Recorded): Promise<void> {
    const history = allKnown<SubmissionEvent>(await this.store.read(acceptance.stream));
    const started = history.find(({ type }) => type === 'SubmissionStarted')?.data as Started | undefined;
    if (!started) throw new Error(`${acceptance.stream} was accepted without having been started.`);

    const outcomes: ItemOutcome[] = [];
    for (const reported of itemsAt(history, acceptance)) {
      const { itemId } = reported.data;
      const answer = await this.#takeOver(started, reported, acceptance);
      // A conflict with other writers passes: the whole is tried again, and what was done already stays done.
      if (isRefusal(answer) && answer.refused === 'CHANGED_MEANWHILE')
        throw new Error(`${acceptance.stream} meets too many writers; it is taken over later.`);
      // An item that can no longer become a fact is not lost: the submission says which and why.
      outcomes.push(
        isRefusal(answer) ? { itemId, refused: answer.refused } : { itemId, position: String(answer.position) },
      );
    }
    const by = actorOf(acceptance.cause);
    const { cycleId, organisationId } = started;
    await this.bus.execute(
      new AskSubmission(
        { type: 'RecordConsolidation', cycleId, organisationId, outcomes, by, at: acceptance.recordedAt },
        consequenceOf(acceptance, acceptance.cause, 'done'),
      ),
    );
  }

  #takeOver(started: Started, reported: Reported, acceptance: Recorded): Promise<Receipt | Refusal> {
    const { submissionId, cycleId, organisationId, territoryId, illustrative } = started;
    const { item, itemId } = reported.data;
    const by = { ...actorOf(reported.cause), organisationId };
    const of = { submissionId, cycleId, by, at: acceptance.recordedAt };
    const cause = consequenceOf(acceptance, reported.cause, itemId);
    switch (item.kind) {
      case 'PROGRESS':
        return this.bus.execute(new AskMeasure({ type: 'RecordProgress', ...without(item), ...of }, cause));
      case 'COMPLETION':
        return this.bus.execute(new AskMeasure({ type: 'ClaimCompletion', ...without(item), ...of }, cause));
      case 'EXPENDITURE':
        return this.bus.execute(new AskMeasure({ type: 'RecordExpenditure', ...without(item), ...of }, cause));
      case 'READING': {
        const { indicatorId, period, value, source } = item;
        const reading = { indicatorId, territoryId: territoryId ?? 'KG', period, value, source, submissionId };
        const kind = { qualifier: 'EXACT', definitionVersion: null, note: null, illustrative } as const;
        return this.bus.execute(
          new AskSeries({ type: 'RecordReading', ...reading, ...kind, by, at: acceptance.recordedAt }, cause),
        );
      }
    }
  }
}

/** The items as they stood when the report was accepted, progress before completion. */
function itemsAt(history: readonly Recorded<SubmissionEvent>[], acceptance: Recorded): readonly Reported[] {
  const items = new Map<string, Reported>();
  for (const event of history) {
    if (event.position > acceptance.position) break;
    if (event.type === 'ItemReported') items.set(event.data.itemId, event as Reported);
    if (event.type === 'ItemWithdrawn') items.delete(event.data.itemId);
  }
  // A measure whose completion is claimed makes no further progress, so its progress has to be taken over first.
  const isClaim = ({ data }: Reported) => Number(data.item.kind === 'COMPLETION');
  return [...items.values()].toSorted((a, b) => isClaim(a) - isClaim(b));
}

const without = <Kind extends Item>({ kind: _, ...rest }: Kind) => rest;

const actorOf = ({ actorId, organisationId, roleAtTime, territoryAtTime, onBehalfOf }: Cause): Actor => ({
  personId: actorId,
  role: roleAtTime,
  organisationId,
  territoryId: territoryAtTime,
  onBehalfOf,
});

/** In the name of whoever reported, in the train of the acceptance. */
const consequenceOf = (acceptance: Recorded, author: Cause, what: string): Cause => ({
  ...author,
  commandId: `consolidation:${acceptance.eventId}:${what}`,
  correlationId: acceptance.cause.correlationId,
  causationId: acceptance.eventId,
  reason: null,
  legalBasis: null,
  fingerprint: null,
});
