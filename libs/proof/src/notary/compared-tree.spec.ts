import { expect, jest, test } from '@jest/globals';
import { append, at, beginEachWithAnEmptyRecord, book, keep, notary } from './testing.js';

beginEachWithAnEmptyRecord();

test('a notary compares no event twice while it runs, and after a start only those since its last checkpoint', async () => {
  await append(700);
  await keep();
  const read = jest.spyOn(at.record, 'readWritten');
  const asked = () => read.mock.calls.map(([after, limit]) => [Number(after), limit]);
  const running = notary();
  await running.tick();
  await append(20);
  await keep();
  await running.tick();
  read.mockClear();
  await append(5);
  await keep();
  read.mockClear();
  await running.sign();
  expect(asked()).toEqual([[720, 5]]);
  read.mockClear();
  await append(3);
  await keep();
  read.mockClear();
  await notary().sign();
  // The last event under the checkpoint, and those after it.
  expect(asked()).toEqual([
    [724, 1],
    [725, 3],
  ]);
});

test('a notary that is stopped while it compares signs nothing, and goes on from there', async () => {
  await append(2_500);
  await keep();
  const stopping = new AbortController();
  const readWritten = at.record.readWritten.bind(at.record);
  const read = jest.spyOn(at.record, 'readWritten').mockImplementation((...asked) => {
    stopping.abort();
    return readWritten(...asked);
  });
  const running = notary();
  expect(await running.tick(stopping.signal)).toBe(0);
  expect(await book().count()).toBe(0);
  expect(await running.tick()).toBe(1);
  expect(read.mock.calls.map(([after]) => Number(after))).toEqual([0, 1_000, 2_000]);
  expect(await book().findNewest()).toMatchObject({ size: 2_500 });
});
