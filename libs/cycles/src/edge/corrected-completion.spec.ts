import { busThat } from '@baikoo/edge/testing';
import { EventShapes, execute, MemoryEventStore, ShapedEventStore, stateOf } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { actor } from '@baikoo/kernel/testing';
import { AskMeasure, measure, measureShapes, measureStream } from '@baikoo/measures';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { submission } from '../domain/submission.js';
import type { Item, SubmissionEvent } from '../domain/submission.events.js';
import { submissionShapes } from '../domain/submission.upcasts.js';
import { ConsolidationProcess } from './consolidation.process.js';
import { AskSubmission } from './submission.handler.js';

const UNASKED = { status: 'OPEN', planId: 'p', illustrative: true, owed: true, territoryId: null } as const;
const author = { personId: 'secretary', organisationId: 'o' };
const council = { personId: 'p', organisationId: 'council' };
const evidence = {
  ...{ fileName: 'act.pdf', mediaType: 'application/pdf', bytes: 1, sha256: 'a'.repeat(64) },
  address: 'https://example.kg/act.pdf',
};
const progress = (percent: number): Item => ({
  ...{ kind: 'PROGRESS', measureId: 'm', percent, text: 'So far', difficulties: null },
});
const completion = (completedOn: string): Item => ({ kind: 'COMPLETION', measureId: 'm', completedOn, evidence });

/** A report that claimed a completion, was taken over and is opened again; the measure and the report really decide. */
describe('a completion that was taken over and is corrected', () => {
  let store: ShapedEventStore;
  let consolidation: ConsolidationProcess;

  const write = async (...events: readonly SubmissionEvent[]) => {
    const { length } = await store.read('submission-s');
    await store.append('submission-s', length, events, { ...aCause(), actorId: 'secretary', organisationId: 'o' });
  };
  const said = (item: Item): SubmissionEvent => ({
    type: 'ItemReported',
    data: { submissionId: 's', itemId: `${item.kind}.m`, item, reportedBy: author },
  });
  const acceptance: SubmissionEvent = { type: 'ReportAccepted', data: { submissionId: 's', acceptedBy: council } };
  const accept = async () => {
    await write(acceptance);
    const accepted = (await store.read('submission-s')).at(-1)!;
    // Twice, as after a crash: nothing is done again.
    await consolidation.react(accepted);
    await consolidation.react(accepted);
  };
  const takenBack: SubmissionEvent = { type: 'ItemWithdrawn', data: { submissionId: 's', itemId: 'COMPLETION.m' } };
  const facts = async () =>
    (await store.read(measureStream('m'))).slice(1).map(({ type, data }) => {
      const { percent, completedOn, why } = data as { percent?: number; completedOn?: string; why?: string };
      return [type, percent ?? completedOn ?? why].join(' ').trim();
    });

  beforeEach(async () => {
    store = new ShapedEventStore(new MemoryEventStore(), new EventShapes([submissionShapes, measureShapes]));
    const bus = busThat((asked) => {
      if (asked instanceof AskMeasure) {
        const { wish: command, cause } = asked;
        const stream = measureStream(command.measureId);
        if (command.type === 'RecordProgress' || command.type === 'ClaimCompletion' || command.type === 'WithdrawClaim')
          return execute(store, { decider: measure, stream, command, cause });
      }
      if (asked instanceof AskSubmission && asked.wish.type === 'RecordConsolidation') {
        const command = { ...asked.wish, submissionId: 's', cycle: UNASKED };
        return execute(store, { decider: submission, stream: 'submission-s', command, cause: asked.cause });
      }
      throw new Error('Nobody answers this.');
    });
    consolidation = new ConsolidationProcess(store, bus);
    const added = {
      ...{ measureId: 'm', planId: 'p', directionId: 'd', taskId: 't', titles: { ru: 'Освещение' } },
      ...{ responsibleOrganisationId: 'o', territoryId: 'KG', plannedStart: '2026-01-01', deadline: '2026-12-31' },
      ...{ expectedResult: null, illustrative: true },
    };
    await store.append(measureStream('m'), 0, [{ type: 'MeasureAdded', data: added }], aCause());
    const started = { submissionId: 's', cycleId: 'c', organisationId: 'o', territoryId: null, illustrative: true };
    await write({ type: 'SubmissionStarted', data: started }, said(progress(100)), said(completion('2026-11-20')));
    await accept();
    const reopening = { submissionId: 's', reopenedBy: council, why: 'Not all was done', until: '2027-01-01' };
    await write({ type: 'SubmissionReopened', data: reopening });
  });
  const before = ['ProgressReported 100', 'CompletionClaimed 2026-11-20'];

  test('is taken back for the reason of the reopening, and lower progress becomes a fact', async () => {
    await write(takenBack, said(progress(80)));
    await accept();
    expect(await facts()).toEqual([...before, 'CompletionWithdrawn Not all was done', 'ProgressReported 80']);
    expect(await stateOf(store, measure, measureStream('m'))).toMatchObject({ status: 'UNDERWAY' });
    const [consolidated] = (await store.read('submission-s')).slice(-1);
    expect(consolidated?.data).toMatchObject({
      outcomes: [
        { itemId: 'PROGRESS.m', position: expect.any(String) },
        { itemId: 'COMPLETION.m', position: expect.any(String) },
      ],
    });
  });
  test('is claimed anew where it is said otherwise', async () => {
    await write(said(completion('2026-11-22')));
    await accept();
    expect(await facts()).toEqual([
      ...[...before, 'CompletionWithdrawn Not all was done', 'CompletionClaimed 2026-11-22'],
    ]);
  });
  test('is claimed anew where other progress was reported meanwhile', async () => {
    await write(takenBack, said({ ...progress(100), text: 'All of it' } as Item), said(completion('2026-11-20')));
    await accept();
    expect(await facts()).toEqual([
      ...[...before, 'CompletionWithdrawn Not all was done', 'ProgressReported 100', 'CompletionClaimed 2026-11-20'],
    ]);
  });
  test('stands where the report says the same', async () => {
    await accept();
    expect(await facts()).toEqual(before);
  });
  test('stands once somebody verified it: the report shows that it could not be taken back', async () => {
    const verify = { type: 'VerifyCompletion', measureId: 'm', withinMandate: true } as const;
    const command = { ...verify, by: actor('council'), at: '2026-11-24T06:00:00.000Z' };
    await execute(store, { decider: measure, stream: measureStream('m'), command, cause: aCause() });
    await write(takenBack);
    await accept();
    expect((await facts()).at(-1)).toBe('CompletionVerified');
    expect((await store.read('submission-s')).at(-1)?.data).toMatchObject({
      outcomes: [{ itemId: 'PROGRESS.m' }, { itemId: 'COMPLETION.m', refused: 'ALREADY_COMPLETED' }],
    });
  });
  test('that was rejected needs no taking back, and may be claimed anew', async () => {
    const rejected = { measureId: 'm', rejectedBy: council, why: 'No act' };
    await store.append(measureStream('m'), 3, [{ type: 'CompletionRejected', data: rejected }], aCause());
    await write(takenBack);
    await accept();
    expect(await facts()).toEqual([...before, 'CompletionRejected No act']);
    await write({
      type: 'SubmissionReopened',
      data: { submissionId: 's', reopenedBy: council, why: 'Act', until: '2027-01-01' },
    });
    await write(said(completion('2026-11-20')));
    await accept();
    expect((await facts()).at(-1)).toBe('CompletionClaimed 2026-11-20');
  });
});
