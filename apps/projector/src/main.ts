import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Projector, runService, SlicesModule } from '@baikoo/installation';

// Follows the record and keeps the read models up, beside API processes that share the database.
await runService(async (installation, logger) => {
  const app = await NestFactory.createApplicationContext(SlicesModule.of(installation), { logger });
  const projector = new Projector(installation, app, (name, error) => logger.error(error, name));
  await projector.start();
  logger.log('Following the record');
  return {
    close: async () => {
      await projector.stop();
      await app.close();
    },
  };
});
