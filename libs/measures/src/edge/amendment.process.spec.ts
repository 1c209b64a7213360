import { busThat } from '@baikoo/edge/testing';
import { MemoryEventStore, type Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AmendmentProcess } from './amendment.process.js';
import { AskMeasure } from './measure.handler.js';

const legalAct = { titles: { ru: 'Постановление' }, number: '7', date: '2026-11-01' };
const changes = [
  { kind: 'PLAN_RETITLED', titles: { ru: 'План' } },
  { kind: 'MEASURE_REASSIGNED', measureId: 'm', responsibleOrganisationId: 'school' },
  { kind: 'MEASURE_CANCELLED', measureId: 'n', why: 'Not needed' },
];
const amended = { planId: 'p', amendmentId: 'a', version: 2, adoptedOn: '2026-11-01', legalAct, changes, why: 'New' };

describe('carrying an amendment into the measures', () => {
  let adoption: Recorded;
  const asked: AskMeasure[] = [];
  const refusing = (code: string | undefined) =>
    new AmendmentProcess(
      busThat((message) => {
        if (!(message instanceof AskMeasure)) throw new Error('Nobody answers this.');
        asked.push(message);
        const refused = message.wish.type === 'CancelMeasure' && code !== undefined;
        return refused ? { refused: code } : { position: 1n };
      }),
    );

  beforeAll(async () => {
    const store = new MemoryEventStore();
    await store.append('plan-p', 0, [{ type: 'PlanAmended', data: amended }], aCause());
    adoption = (await store.readLog(0n, 1))[0]!;
  });

  test('asks each measure once, on the legal act, with ids that stay the same', async () => {
    const process = refusing(undefined);
    expect(process.answers(adoption)).toBe(true);
    await process.react(adoption);
    await process.react(adoption);
    expect(asked.map(({ wish }) => wish.type)).toEqual(
      Array.from({ length: 2 }, () => ['ReassignMeasure', 'CancelMeasure']).flat(),
    );
    const ids = asked.map(({ cause }) => cause.commandId);
    expect(ids.slice(0, 2)).toEqual(ids.slice(2));
    expect(new Set(ids).size).toBe(2);
    expect(asked[1]).toMatchObject({ wish: { decision: legalAct, amendmentId: 'a' }, cause: { legalBasis: '7' } });
  });

  test('keeps what could not be done where people see it', async () => {
    asked.length = 0;
    await refusing('ALREADY_COMPLETED').react(adoption);
    expect(asked.at(-1)!.wish).toMatchObject({
      ...{ type: 'RecordAmendmentNotApplied', measureId: 'n', change: 'MEASURE_CANCELLED' },
      ...{ refused: 'ALREADY_COMPLETED', amendmentId: 'a' },
    });
  });

  test('waits when too many write at once', async () =>
    expect(refusing('CHANGED_MEANWHILE').react(adoption)).rejects.toThrow('later'));
});
