import { beforeAll, describe } from '@jest/globals';
import { specifyBundlesForWhom } from './proofs/bundles-for-whom.js';
import { specifyBundlesRefused } from './proofs/bundles-refused.js';
import { specifyProofsAsked } from './proofs/proofs-asked.js';
import { type Published, publishTwice } from './proofs/published.js';
import type { RunningApi } from './running-api.js';

/** Proofs and bundles over HTTP, of a record that people wrote: nothing of the trail gets out by another door. */
export const specifyProofs = (running: () => RunningApi): void =>
  describe('what proves the record', () => {
    let published: Published;
    beforeAll(async () => {
      published = await publishTwice(running());
    }, 60_000);

    const proven = { running, published: () => published };
    specifyProofsAsked(proven);
    specifyBundlesForWhom(proven);
    specifyBundlesRefused(proven);
  });
