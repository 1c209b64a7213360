import { Command } from 'commander';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

export const migrateCommand = new Command('migrate').action(() =>
  withInstallation(async () => tell('The database is up to date.')),
);
