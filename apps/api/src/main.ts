import { runService } from '@baikoo/installation';
import { prepareServer } from './serve.js';

// The API by itself, for installations whose database is managed elsewhere. `baikoo start` is the one for one machine.
await runService(async (installation, logger) => {
  const server = await prepareServer(installation, logger);
  logger.log(`Serving ${await server.listen()}/graphql`);
  return server;
});
