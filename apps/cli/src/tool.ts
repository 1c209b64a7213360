import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { findRunningPostgres } from '@baikoo/embedded-postgres';
import {
  embeddedAddresses,
  type Installation,
  JsonLogger,
  openInstallation,
  Projector,
  readConfiguration,
  SlicesModule,
} from '@baikoo/installation';
import { tell } from './tell.js';

/** Opens the installation for one piece of work, beside a `start` that may be running on it, and closes it again. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const configuration = readConfiguration(process.env);
  const running = configuration.databaseUrl ? undefined : await findRunningPostgres(configuration.home);
  const installation = await openInstallation(
    running ? { ...configuration, ...embeddedAddresses(running) } : configuration,
    tell,
  );
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The slices without a server, with their read models kept up, for work that gives commands. */
export async function withSlices<T>(
  installation: Installation,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const logger = new JsonLogger({ logLevel: 'warn' });
  const app = await NestFactory.createApplicationContext(SlicesModule.of(installation), { logger });
  const projector = new Projector(installation, app, (name, error) => tell(`${name}: ${error.message}`));
  try {
    await projector.start();
    return await work(app);
  } finally {
    await projector.stop();
    await app.close();
  }
}
