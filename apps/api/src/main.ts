import { JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { prepareServer } from './serve.js';

// The API by itself, for installations whose database is managed elsewhere. `baikoo start` is the one for one machine.
const configuration = readConfiguration(process.env);
const logger = new JsonLogger(configuration);
const installation = await openInstallation(configuration, (message) => logger.log(message));
const server = await prepareServer(installation, logger);
logger.log(`Serving ${await server.listen()}/graphql`);

const stop = async () => {
  await server.close();
  await installation.close();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
