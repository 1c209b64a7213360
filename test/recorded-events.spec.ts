import { readdirSync, readFileSync } from 'node:fs';
import { wordsFor } from '@baikoo/audit';
import { projectFile } from '@baikoo/database';
import type { Recorded } from '@baikoo/event-store';
import { projections } from '@baikoo/installation';
import { factNames, translatorFor } from '@baikoo/languages';
import { describe, expect, test } from '@jest/globals';

/** One sample of every shape of event that was ever written: `<type>.v<version>.json`. None is ever edited or removed. */
const folder = projectFile('test/recorded-events');
const samples = readdirSync(folder).map((file) => {
  const event = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<Recorded, 'position'> & {
    position: string;
  };
  return { file, event: { ...event, position: BigInt(event.position) } as Recorded };
});

describe('an event that was recorded once', () => {
  test('is kept as a sample for every fact that the system knows', () =>
    expect(samples.map(({ event }) => event.type).toSorted()).toEqual([...factNames].toSorted()));

  test.each(samples)('$file is still folded, and still has words', ({ file, event }) => {
    expect(file).toBe(`${event.type}.v${event.schemaVersion}.json`);
    const touched = projections
      .flatMap(({ models }) => models)
      .flatMap((model) => model.keys(event).map((id) => [model, id] as const));
    expect(touched.length).toBeGreaterThan(0);
    // A fold meets each event both with a row and, where rows were lost, without one: it must not throw.
    for (const [model, id] of touched) expect(() => model.evolve(undefined, event, id)).not.toThrow();
    expect(wordsFor(event.type, translatorFor('en'))).not.toBe(event.type);
  });

  test.each(samples)('$file names no person but by an id', ({ event }) => {
    const { actorId } = event.cause;
    expect(actorId).toMatch(/^(installation|demo-[a-z-]+)$/);
    expect(JSON.stringify(event.data)).not.toMatch(/"(fullName|phone|email)"|\+996\d/);
  });
});
