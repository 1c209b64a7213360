import { Command, InvalidArgumentError } from 'commander';
import { asRole } from '@baikoo/database';
import { PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { FEWEST_EVENTS, writeGeneratedHistory } from '@baikoo/generated-history';
import { eventShapes, readConfiguration } from '@baikoo/installation';
import { showProgress } from '../progress.js';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

const wholeNumber = (least: number, most: number) => (text: string) => {
  const number = Number(text.replaceAll('_', ''));
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`a whole number from ${least} to ${most} is wanted`);
};

export const generateCommand = new Command('generate')
  .option('--events <count>', 'about how many events', wholeNumber(FEWEST_EVENTS, 5_000_000), 20_000)
  .option('--seed <number>', 'the same seed gives the same events', wholeNumber(0, 2 ** 31 - 1), 1)
  .action(async (wanted: { events: number; seed: number }) => {
    const { mode, eventStoreUrl } = readConfiguration(process.env);
    if (mode === 'production')
      throw new Error('Invented events have no place in production: BAIKOO_MODE must be demo.');
    if (eventStoreUrl) throw new Error('Histories are generated into PostgreSQL only: leave EVENTSTORE_URL out.');
    await withInstallation(async ({ databaseUrl, migrationDatabaseUrl }) => {
      // What happened years ago is dated so, and nobody but the record's owner may date a fact.
      const written = await asRole(migrationDatabaseUrl ?? databaseUrl, (owner) =>
        writeGeneratedHistory({
          ...wanted,
          storeWith: (clock) => new ShapedEventStore(new PostgresEventStore(owner, clock), eventShapes),
          onProgress: showProgress('Generating'),
        }),
      );
      tell(`The record holds ${written} generated events. Fold them with: baikoo rebuild.`);
    });
  });
