import { JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { prepareServer } from '../../../../apps/api/src/serve.js';

/** Our API in a process of its own, whole: HTTP, token, mandate, GraphQL, and the projector beside it. */
const [databaseUrl = '', home = '', personId = '', memory] = process.argv.slice(2);
const configuration = { ...readConfiguration({ LOG_LEVEL: 'error', RATE_REQUESTS: '0' }), databaseUrl, home, port: 0 };
const installation = await openInstallation(configuration);
const server = await prepareServer(installation, new JsonLogger(configuration), {
  compiled: memory !== 'plain',
  remembered: memory === 'remembered',
});
const url = await server.listen();
console.log(`token ${await installation.demoTokens!.issue(personId, { days: 1 })}`);
console.log(`listening on ${new URL(url).port}`);
