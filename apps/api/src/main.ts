import { JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { serve } from './serve.js';

// The API by itself, for installations whose database is managed elsewhere. `baikoo start` is the one for one machine.
const configuration = readConfiguration(process.env);
const logger = new JsonLogger(configuration);
const installation = await openInstallation(configuration, (message) => logger.log(message));
const served = await serve(installation, logger);
logger.log(`Serving ${served.url}/graphql`);

const stop = async () => {
  await served.close();
  await installation.close();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
