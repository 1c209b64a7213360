import { CommandBus } from '@nestjs/cqrs';
import { EventShapes, MemoryEventStore, ShapedEventStore, UnknownFact } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { describe, expect, test } from '@jest/globals';
import { submissionShapes } from '../domain/submission.upcasts.js';
import { ConsolidationProcess } from './consolidation.process.js';

/** A bus that nobody may ask: what is not decided must not be half done either. */
const noBus = {
  execute() {
    throw new Error('A command was given.');
  },
} as unknown as CommandBus;

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
