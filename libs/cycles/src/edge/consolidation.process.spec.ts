import { busThat } from '@baikoo/edge/testing';
import { EventShapes, execute, MemoryEventStore, ShapedEventStore, UnknownFact } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { AskSeries, series, seriesShapes, seriesStream } from '@baikoo/indicators';
import { actor } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import { submissionShapes } from '../domain/submission.upcasts.js';
import { ConsolidationProcess } from './consolidation.process.js';

/** A bus that nobody may ask: what is not decided must not be half done either. */
const noBus = busThat(() => {
  throw new Error('A command was given.');
});

const started = { submissionId: 's', cycleId: 'c', organisationId: 'o', territoryId: null, illustrative: true };
const accepted = { submissionId: 's', acceptedBy: { personId: 'p', organisationId: 'council' } };

describe('taking over an accepted report', () => {
  const recorded = new MemoryEventStore();
  const store = new ShapedEventStore(recorded, new EventShapes([submissionShapes]));
  const consolidation = new ConsolidationProcess(store, noBus);

  test('waits, with all its items, for a build that knows every fact of the report', async () => {
    const facts = [
      { type: 'SubmissionStarted', data: started },
      { type: 'ItemCorrected', data: { submissionId: 's', itemId: 'i' } },
      { type: 'ReportAccepted', data: accepted },
    ];
    await recorded.append('submission-s', 0, facts, aCause());
    const [, , acceptance] = await store.readLog(0n, 10);
    expect(consolidation.answers(acceptance!)).toBe(true);
    await expect(consolidation.react(acceptance!)).rejects.toThrow(UnknownFact);
  });
});

describe('a reading of a report on which several people wrote', () => {
  const store = new ShapedEventStore(new MemoryEventStore(), new EventShapes([submissionShapes, seriesShapes]));
  const indicator = {
    valueType: 'COUNT',
    accumulation: 'FLOW',
    frequency: 'YEAR',
    status: 'ACTIVE',
    definitions: ['2019-01-01'],
    versions: [{ version: 1, breakInSeries: false }],
    bounds: null,
    multiplier: null,
    dimensions: [],
  } as const;
  /** Readings are really decided; what the submission makes of it is not asked here. */
  const bus = busThat((asked) => {
    if (!(asked instanceof AskSeries) || asked.command.type !== 'RecordReading') return undefined;
    const { command, cause } = asked;
    const stream = seriesStream(command.indicatorId, command.territoryId);
    return execute(store, { decider: series, stream, command: { ...command, indicator }, cause });
  });

  test('is confirmed by none of them, whichever office they speak for now', async () => {
    const item = {
      ...{ kind: 'READING', indicatorId: 'FRAUD', period: '2024', value: '7' },
      source: { title: 'Register', reference: null },
    };
    const reported = (personId: string, value: string) => ({
      type: 'ItemReported',
      data: {
        ...{ submissionId: 's', itemId: 'READING.FRAUD.2024', item: { ...item, value } },
        reportedBy: { personId, organisationId: 'o' },
      },
    });
    const cause = (actorId: string) => ({ ...aCause(), actorId, organisationId: 'o' });
    await store.append('submission-s', 0, [{ type: 'SubmissionStarted', data: started }], cause('first'));
    await store.append('submission-s', 1, [reported('first', '7')], cause('first'));
    await store.append('submission-s', 2, [reported('second', '8')], cause('second'));
    await store.append('submission-s', 3, [{ type: 'ReportAccepted', data: accepted }], aCause());
    await new ConsolidationProcess(store, bus).react((await store.read('submission-s')).at(-1)!);

    const confirm = (personId: string) =>
      execute(store, {
        ...{ decider: series, stream: seriesStream('FRAUD', 'KG'), cause: aCause() },
        command: {
          ...{ type: 'ConfirmReading', indicatorId: 'FRAUD', territoryId: 'KG', readingId: 'FRAUD.KG.2024.1' },
          ...{ by: actor('council', personId), at: '2026-11-24T06:00:00.000Z' },
        },
      });
    expect(await confirm('first')).toMatchObject({ refused: 'OWN_WORK' });
    expect(await confirm('second')).toMatchObject({ refused: 'OWN_WORK' });
    expect(await confirm('somebody-else')).toMatchObject({ stream: 'series-FRAUD.KG' });
  });
});
