import { afterAll, beforeAll } from '@jest/globals';
import { specifyAmendments } from './support/plans/amendments.js';
import { specifyBadInput } from './support/plans/bad-input.js';
import { specifyDoor } from './support/plans/door.js';
import { specifyJointPlan } from './support/plans/joint-plan.js';
import { specifyMeetings } from './support/plans/at-once.js';
import { specifyMinistry } from './support/plans/ministry.js';
import { specifyWhoMayNot } from './support/plans/not-allowed.js';
import { type RunningApi, startApi } from './support/running-api.js';

let api: RunningApi;
beforeAll(async () => (api = await startApi()), 120_000);
afterAll(() => api?.close());

// On one API, in this order: each goes on with what those before it left.
for (const specify of [
  ...[specifyJointPlan, specifyAmendments, specifyMinistry, specifyMeetings],
  ...[specifyWhoMayNot, specifyBadInput, specifyDoor],
])
  specify(() => api);
