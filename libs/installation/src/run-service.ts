import { DatabaseNotReached } from '@baikoo/database';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { type Installation, openInstallation } from './installation.js';
import { JsonLogger } from './logger.js';
import { checkNamedKeys } from './signers.js';

type Service = { close(): Promise<void> };

/**
 * Runs a service on an installation until it is told to stop. Settings that cannot be used, and a
 * database that cannot be reached, are said in a sentence.
 */
export async function runService(
  open: (installation: Installation, logger: JsonLogger) => Promise<Service>,
): Promise<void> {
  try {
    const configuration = readConfiguration(process.env);
    checkNamedKeys(configuration);
    const logger = new JsonLogger(configuration);
    const installation = await openInstallation(
      configuration,
      (message) => logger.log(message),
      (message) => logger.warn(message),
    );
    const service = await open(installation, logger);
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await service.close();
      await installation.close();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => (stopping ??= stop().catch((error: Error) => logger.error(error))));
  } catch (error) {
    const isSentence = error instanceof ConfigurationError || error instanceof DatabaseNotReached;
    console.error(isSentence ? error.message : error);
    process.exitCode = 1;
  }
}
