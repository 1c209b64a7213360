import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type EventStore, StreamMoved } from './event-store.js';
import { MemoryEventStore } from './memory/memory-event-store.js';
import { aCause, type StoreUnderTest } from './store-under-test.js';

const step = fc.record({
  writer: fc.constantFrom(0 as const, 1 as const),
  stream: fc.constantFrom('a', 'b'),
  expected: fc.constantFrom(0, 0, 1, 2, 3),
  count: fc.integer({ min: 1, max: 3 }),
  command: fc.nat(5),
  restsOn: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ stream: fc.constantFrom('a', 'b'), revision: fc.nat(2) }) },
  ),
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Histories that are played at the same time, so that their appends share batches. */
const TOGETHER = 50;

/** Sends the steps to one of two processes each, and says what each was answered and what the log then holds. */
async function play(processes: readonly EventStore[], own: string, steps: readonly Step[]) {
  const before = await processes[0]!.head();
  const answers: unknown[] = [];
  for (const { writer, stream, expected, count, command, restsOn } of steps) {
    const events = Array.from({ length: count }, (_, n) => ({ type: 'Counted', data: { n } }));
    const cause = aCause({ commandId: `history-${own}-${command}` });
    const known = restsOn === null ? [] : [{ stream: `${own}-${restsOn.stream}`, revision: restsOn.revision }];
    const answer = await processes[writer]!.append(`${own}-${stream}`, expected, events, cause, known).then(
      (receipt) => [receipt.stream, receipt.revision],
      (error: unknown) => {
        if (error instanceof StreamMoved) return 'MOVED';
        throw error;
      },
    );
    answers.push(answer);
  }
  const log = await processes[0]!.readCategory(own, before, 100);
  return { answers, log: log.map(({ stream, revision, data }) => [stream, revision, data]) };
}

/**
 * Random appends from two processes, replays and stale writes among them. Returns the histories that were answered
 * otherwise than the store in memory answers them.
 */
export async function differingHistories({ store, another }: StoreUnderTest, count: number): Promise<unknown[]> {
  const processes = [store, await another()];
  const histories = fc.sample(fc.array(step, { minLength: 1, maxLength: 6 }), count);
  const differing: unknown[] = [];
  const compare = async (steps: readonly Step[], index: number) => {
    const own = `history${nameOf(index)}`;
    const model = new MemoryEventStore();
    const [actual, expected] = [await play(processes, own, steps), await play([model, model], own, steps)];
    if (!isDeepStrictEqual(actual, expected)) differing.push({ steps, actual, expected });
  };
  for (let from = 0; from < count; from += TOGETHER)
    await Promise.all(histories.slice(from, from + TOGETHER).map((steps, index) => compare(steps, from + index)));
  return differing;
}

/** Letters only, as the name of a category wants it. */
const nameOf = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
