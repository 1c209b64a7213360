import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { DiskWatch, freeBytesAt, LOW_BYTES } from './disk-watch.js';

describe('The disk of the embedded database', () => {
  it('is told of once when it fills up and once when there is room again', async () => {
    const told: string[] = [];
    let free = LOW_BYTES;
    let looks = 0;
    const watch = new DiskWatch(
      async () => (looks++, free),
      (message) => told.push(message),
      5,
    );
    const isLookedAt = async () => {
      for (const seen = looks; looks < seen + 3;) await sleep(5);
    };
    await isLookedAt();
    expect(told).toEqual([]);
    free = LOW_BYTES - 1;
    await isLookedAt();
    expect(told).toEqual([expect.stringMatching(/^Only 511 MiB are free/)]);
    free = 2 * LOW_BYTES;
    await isLookedAt();
    expect(told.slice(1)).toEqual([expect.stringMatching(/room for the database again: 1024 MiB/)]);
    watch.stop();
  });

  it('is measured where the data are', async () => expect(await freeBytesAt('/')).toBeGreaterThan(0));
});
