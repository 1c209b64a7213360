import { Command } from 'commander';
import { tell, withInstallation } from '../tool.js';

export const migrateCommand = new Command('migrate')
  .description('bring the database to the newest schema and prepare the read models')
  .action(() => withInstallation(async () => tell('The database is up to date.')));
