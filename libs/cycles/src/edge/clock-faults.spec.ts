import type { AnyEvent } from '@baikoo/kernel';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Fate, type Fault, ReportingWorld, RunningProgram } from './testing.js';

/** Each story has a year of its own, so that what is over of those before stays quiet. */
let year = 2030;
let world: ReportingWorld;

beforeAll(async () => {
  world = await ReportingWorld.open('2029-12-31T06:00:00.000Z');
});
afterAll(() => world.close());

type Started = { readonly fate: Fate; readonly recorded: readonly string[] };

/**
 * Half a year from the announcement of the cycle until its report is missed, run by programs of which the first meets a
 * fault. One that is killed is started again, as anything that watches over it would.
 */
async function live(fate: Fate, others = 0): Promise<Started> {
  const planId = `plan-${(year += 1)}`;
  const [before, organisationId] = [await world.store.head(), `ministry-${year}`];
  world.now = `${year}-01-01T06:00:00.000Z`;
  await world.ministry(organisationId);
  for (const name of ['lighting', 'parks']) await world.measure(planId, `${name}-${year}`, organisationId, year);
  await world.plan(planId, year, {});

  let programs = [fate, ...Array.from({ length: others }, () => new Fate())].map(
    (each) => new RunningProgram(world, each),
  );
  for (const moment of ['06-30T06', '07-01T06', '07-08T06', '07-20T06']) {
    world.now = `${year}-${moment}:00:00.000Z`;
    for (let round = 0; round < 4; round++) {
      await world.catchUp();
      await Promise.all(programs.map((program) => program.run()));
      programs = await Promise.all(
        programs.map(async (program) => {
          if (!program.fate.dead) return program;
          await program.close();
          return new RunningProgram(world);
        }),
      );
    }
  }
  await Promise.all(programs.map((program) => program.close()));
  return { fate, recorded: (await world.recordedAfter(before, planId)).map((line) => line.replaceAll(`-${year}`, '')) };
}

const STORY = [
  ...['CycleScheduled', 'CycleOpened', 'ObligationIssued ministry', 'ReminderSent ministry'],
  ...['CycleScheduled', 'DeadlineMissed ministry', 'MeasureReportMissed lighting', 'MeasureReportMissed parks'],
].toSorted();

describe('a cycle is announced, opened, obliged, reminded of and missed exactly once', () => {
  let effects = 0;

  test('when nothing goes wrong', async () => {
    const { fate, recorded } = await live(new Fate());
    effects = fate.effects;
    expect(recorded.toSorted()).toEqual(STORY);
    // Eight facts, and how far the process came.
    expect(effects).toBeGreaterThan(STORY.length + 2);
  });

  test.each<[Fault, string]>([
    ['KILLED_BEFORE', 'the program is killed just before any one of its effects'],
    ['KILLED_AFTER', 'the program is killed just after any one of its effects, before it remembers it'],
    ['FAILED', 'the record or the checkpoint fails at any one effect'],
    ['ANSWER_LOST', 'the answer to any one effect is lost'],
  ])(
    'with %s: %s',
    async (fault) => {
      for (let at = 1; at <= effects; at++) {
        const { fate, recorded } = await live(new Fate(fault, at));
        expect([at, recorded.toSorted()]).toEqual([at, STORY]);
        expect([at, fate.effects >= at]).toEqual([at, true]);
      }
    },
    60_000,
  );

  test('by three programs at once, of which one is killed', async () => {
    for (const [fault, at] of [
      ['KILLED_AFTER', 1],
      ['KILLED_BEFORE', 3],
      ['KILLED_AFTER', 5],
      ['KILLED_AFTER', 7],
      ['ANSWER_LOST', 8],
    ] as const)
      expect((await live(new Fate(fault, at), 2)).recorded.toSorted()).toEqual(STORY);
  }, 60_000);
});

describe('of a missed deadline are told', () => {
  test('all measures that were underway then, however many they are and whoever has them now', async () => {
    const planId = `plan-${(year += 1)}`;
    world.now = `${year}-01-01T06:00:00.000Z`;
    for (const id of ['many', 'another']) await world.ministry(`${id}-${year}`);
    const ids = Array.from({ length: 205 }, (_, number) => `m-${year}-${String(number).padStart(3, '0')}`);
    for (const id of ids) await world.measure(planId, id, `many-${year}`, year);
    const [cancelled, reassigned, later] = [ids[0]!, ids[1]!, `m-${year}-later`];
    const end = (id: string): AnyEvent => ({
      type: 'MeasureCancelled',
      data: { measureId: id, why: 'x', decision: null },
    });
    await world.append(`measure-${cancelled}`, end(cancelled));

    const before = await world.store.head();
    const cycle = { cycleId: `${planId}-H1`, organisationId: `many-${year}` };
    const opened = { cycleId: cycle.cycleId, planId, period: `${year}-H1`, from: `${year}-01-01`, to: `${year}-06-30` };
    await world.append(
      `cycle-${cycle.cycleId}`,
      { type: 'CycleOpened', data: { ...opened, dueOn: `${year}-07-15`, illustrative: true } },
      { type: 'DeadlineMissed', data: { ...cycle, dueOn: `${year}-07-15` } },
    );
    // The process comes late: meanwhile the plan has moved on.
    const given = { measureId: reassigned, organisationId: `another-${year}`, as: 'RESPONSIBLE' };
    await world.append(`measure-${reassigned}`, { type: 'ResponsiblePartyAssigned', data: given });
    await world.measure(planId, later, `many-${year}`, year);
    await world.catchUp();
    const program = new RunningProgram(world);
    await program.run();
    await program.close();
    const told = (await world.recordedAfter(before, planId)).filter((line) => line.startsWith('MeasureReportMissed'));
    expect(told.toSorted()).toEqual(ids.slice(1).map((id) => `MeasureReportMissed ${id}`));
  }, 30_000);
});
