import { closedAtEnd } from '@baikoo/database/testing';
import { readConcept, walkOneCycle } from '@baikoo/first-data';
import { type Installation, JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { dateOf } from '@baikoo/kernel';
import { afterAll, beforeAll } from '@jest/globals';
import { prepareServer, type Server } from '../apps/api/src/serve.js';
import { type RunningApi, startApi } from './support/running-api.js';
import { specifyKeptReads } from './support/serving/kept-reads.js';
import { specifyOverviews } from './support/serving/overviews.js';
import { specifyRepeatedAnswers } from './support/serving/repeated-answers.js';
import { specifySubscriptions } from './support/serving/subscriptions.js';
import { specifyWhoseData } from './support/serving/whose-data.js';

/** Two processes of one installation over the same database: each keeps its own memory of answers. */
let api: RunningApi;
let second: { readonly server: Server; readonly url: string; readonly installation: Installation };
let closeSecond: () => Promise<void>;
let cycleId: string;

beforeAll(async () => {
  api = await startApi();
  const { id: planId, legalAct } = await readConcept();
  ({ cycleId } = await walkOneCycle({ client: api.ask, planId, legalAct, today: dateOf(new Date().toISOString()) }));
  const { home } = api.installation.configuration;
  const settings = {
    ...readConfiguration({ LOG_LEVEL: 'silent', RATE_REQUESTS: '0' }),
    databaseUrl: api.database.url,
    home,
    port: 0,
  };
  const installation = await openInstallation(settings);
  const closeInstallation = closedAtEnd(installation.close);
  const server = await prepareServer(installation, new JsonLogger(settings));
  closeSecond = closedAtEnd(() => server.close().then(closeInstallation));
  second = { server, url: await server.listen(), installation };
}, 120_000);
afterAll(async () => {
  await closeSecond?.();
  await api?.close();
});

// In this order: each goes on with what those before it left.
for (const specify of [
  ...[specifyRepeatedAnswers, specifyWhoseData, specifyKeptReads],
  ...[specifyOverviews, specifySubscriptions],
])
  specify(() => ({ api, second, cycleId }));
