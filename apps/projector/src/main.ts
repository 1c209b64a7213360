import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { JsonLogger, openInstallation, Projector, readConfiguration, SlicesModule } from '@baikoo/installation';

// Follows the record and keeps the read models up, beside API processes that share the database.
const configuration = readConfiguration(process.env);
const logger = new JsonLogger(configuration);
const installation = await openInstallation(configuration, (message) => logger.log(message));
const app = await NestFactory.createApplicationContext(SlicesModule.of(installation), { logger });
const projector = new Projector(installation, app, (name, error) => logger.error(error, name));
await projector.start();
logger.log('Following the record');

const stop = async () => {
  await projector.stop();
  await app.close();
  await installation.close();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
