import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { allKnown, type Cause, EventStore, type Receipt, type Recorded } from '@baikoo/event-store';
import { AskSeries, type SeriesEvent, seriesStream } from '@baikoo/indicators';
import { type Actor, isRefusal, type Refusal, refuse, subtract } from '@baikoo/kernel';
import { AskMeasure, type MeasureEvent, measureStream } from '@baikoo/measures';
import type { Process } from '@baikoo/projections';
import {
  claimsToTakeBack,
  type FormerClaim,
  type ToTakeOver,
  toTakeOver,
  whyCorrected,
} from '../domain/consolidation.js';
import { saysTheSame } from '../domain/item.js';
import type { Item, ItemOutcome, SubmissionEvent } from '../domain/submission.events.js';
import { AskSubmission } from './submission.handler.js';

type Started = Extract<SubmissionEvent, { type: 'SubmissionStarted' }>['data'];
type Taken = ToTakeOver<Recorded<SubmissionEvent>>;

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

    const why = whyCorrected(history, acceptance.position) ?? '';
    const items = toTakeOver(history, acceptance.position);
    // Claims go first: while one stands, its measure takes neither other progress nor another claim.
    const takenBack = new Map<string, ItemOutcome>();
    for (const each of claimsToTakeBack(items))
      takenBack.set(each.itemId, await this.#takeBack(started, each, acceptance, why));
    const outcomes: ItemOutcome[] = [];
    for (const each of items) {
      const { itemId, former, item } = each;
      const back = takenBack.get(itemId);
      // A claim that is said no more has its outcome; one that could not be taken back is not claimed over.
      if (back && (!item || 'refused' in back)) {
        outcomes.push(back);
        continue;
      }
      // What was already taken over and says the same is the same fact.
      if (!back && former && item && saysTheSame(former.item, item)) {
        outcomes.push({ itemId, position: former.position });
        continue;
      }
      const answer = await this.#takeOver(started, each, acceptance, why);
      // What was said of progress cannot be unsaid: it stays a fact until something else is reported.
      if (!answer) continue;
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

  async #takeOver(
    started: Started,
    each: Taken,
    acceptance: Recorded,
    why: string,
  ): Promise<Receipt | Refusal | undefined> {
    const { submissionId, cycleId, organisationId, territoryId, illustrative } = started;
    const { itemId, said, former, authors } = each;
    const item = each.item ?? former!.item;
    const by = { ...actorOf(said.cause), organisationId };
    const at = acceptance.recordedAt;
    const of = { submissionId, cycleId, by, at };
    const cause = consequenceOf(acceptance, said.cause, itemId);
    switch (item.kind) {
      case 'PROGRESS': {
        if (!each.item) return undefined;
        if (former && (await this.#isOvertaken(item.measureId, submissionId, BigInt(former.position), acceptance)))
          return refuse('OVERTAKEN', 'measureId');
        return this.bus.execute(new AskMeasure({ type: 'RecordProgress', ...without(item), ...of }, cause));
      }
      case 'COMPLETION':
        // Said no more: it was taken back before anything else.
        if (!each.item) return undefined;
        return this.bus.execute(new AskMeasure({ type: 'ClaimCompletion', ...without(item), authors, ...of }, cause));
      case 'EXPENDITURE': {
        // Sums are never rewritten: a correction adds the difference, below zero where too much was reported.
        const before = former?.item.kind === 'EXPENDITURE' ? former.item.amount : '0';
        const amount = subtract(each.item ? item.amount : '0', before);
        const spent = { ...without(item), amount, ...(former && { correction: true }) };
        return this.bus.execute(new AskMeasure({ type: 'RecordExpenditure', ...spent, ...of }, cause));
      }
      case 'READING': {
        const place = { indicatorId: item.indicatorId, territoryId: territoryId ?? 'KG' };
        const readingId = former && (await this.#readingAt(place, BigInt(former.position)));
        if (!each.item) {
          if (!readingId) return undefined;
          return this.bus.execute(
            new AskSeries({ type: 'RetractReading', ...place, readingId, why, submissionId, by, at }, cause),
          );
        }
        const { kind: _, period, indicatorId: _i, ...figure } = item;
        const sort = { qualifier: 'EXACT', definitionVersion: null, note: null, illustrative } as const;
        const reading = { ...place, ...figure, ...sort, submissionId, authors, by, at };
        return this.bus.execute(
          readingId
            ? new AskSeries({ type: 'CorrectReading', ...reading, readingId, why }, cause)
            : new AskSeries({ type: 'RecordReading', ...reading, period }, cause),
        );
      }
    }
  }

  async #takeBack(
    { submissionId, cycleId, organisationId }: Started,
    { itemId, said, former }: FormerClaim<Recorded<SubmissionEvent>>,
    acceptance: Recorded,
    why: string,
  ): Promise<ItemOutcome> {
    const { measureId } = former.item;
    const by = { ...actorOf(said.cause), organisationId };
    const wish = {
      type: 'WithdrawClaim',
      measureId,
      cycleId,
      submissionId,
      why,
      by,
      at: acceptance.recordedAt,
    } as const;
    const answer = await this.bus.execute(
      new AskMeasure(wish, consequenceOf(acceptance, said.cause, `${itemId}:taken-back`)),
    );
    if (!isRefusal(answer)) return { itemId, position: String(answer.position) };
    if (answer.refused === 'CHANGED_MEANWHILE')
      throw new Error(`${acceptance.stream} meets too many writers; it is taken over later.`);
    // A claim that was rejected stands no more: nothing is left to take back.
    return answer.refused === 'NO_CLAIM' ? { itemId, position: former.position } : { itemId, refused: answer.refused };
  }

  /** Whether another report has spoken of the progress since: a correction of the older one does not bring it back. */
  async #isOvertaken(measureId: string, submissionId: string, since: bigint, { position }: Recorded): Promise<boolean> {
    const history = allKnown<MeasureEvent>(await this.store.read(measureStream(measureId)));
    return history.some(
      (event) =>
        event.type === 'ProgressReported' &&
        event.position > since &&
        event.position < position &&
        event.data.submissionId !== submissionId,
    );
  }

  async #readingAt(place: { indicatorId: string; territoryId: string }, position: bigint) {
    const history = allKnown<SeriesEvent>(await this.store.read(seriesStream(place.indicatorId, place.territoryId)));
    const fact = history.find((event) => event.position === position);
    return fact && 'readingId' in fact.data ? fact.data.readingId : undefined;
  }
}

/** What a fact takes from an item: how it was explained stays with the report. */
const without = <Kind extends Item>({ kind: _, explanation: _e, ...rest }: Kind) => rest;

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
