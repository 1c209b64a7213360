import { readConcept, walkOneCycle, type WalkDone } from '@baikoo/first-data';
import { dateOf } from '@baikoo/kernel';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { specifyAccess } from './support/access-matrix.js';
import { specifyWhatFollows } from './support/after-the-walk.js';
import { specifyProofs } from './support/proofs-over-http.js';
import { type RunningApi, startApi } from './support/running-api.js';
import { specifyAuditTrail } from './support/walk/audit-trail.js';
import { specifyReportAndOverview } from './support/walk/report-and-overview.js';
import { specifyTrailFiles } from './support/walk/trail-files.js';
import { specifyTrailForPeople } from './support/walk/trail-for-people.js';
import { specifyWhatTheWalkLeft } from './support/walk/what-the-walk-left.js';

let api: RunningApi;
let walk: WalkDone;

beforeAll(async () => {
  api = await startApi();
  const { id: planId, legalAct } = await readConcept();
  const today = dateOf(new Date().toISOString());
  walk = await walkOneCycle({ client: api.ask, planId, legalAct, today });
}, 120_000);
afterAll(() => api?.close());

const walked = () => ({ api, walk });
// In this order: each goes on with what those before it left.
specifyWhatTheWalkLeft(walked);
specifyAuditTrail(walked);
specifyTrailForPeople(walked);
specifyTrailFiles(walked);
specifyReportAndOverview(walked);

describe('walking again', () => {
  test('changes nothing: every command gets its first receipt', async () => {
    const before = await api.installation.store.head();
    const { id: planId, legalAct } = await readConcept();
    const again = await walkOneCycle({ client: api.ask, planId, legalAct, today: dateOf(new Date().toISOString()) });
    expect(again).toEqual(walk);
    expect(await api.installation.store.head()).toBe(before);
  });
});

specifyWhatFollows(walked);
specifyAccess(walked);
specifyProofs(() => api);
