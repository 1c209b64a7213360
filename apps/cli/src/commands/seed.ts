import { CommandBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import { FIRST_COMMAND, loadFirstData } from '@baikoo/first-data';
import { tell } from '../tell.js';
import { withInstallation, withSlices } from '../tool.js';

export const seedCommand = new Command('seed').action(() =>
  withInstallation((installation) =>
    withSlices(installation, async (app) => {
      const { db, store } = installation;
      if (await store.findReceipt(FIRST_COMMAND)) {
        tell('The real data are there already, together with the demonstration.');
        return;
      }
      const bus = app.get(CommandBus, { strict: false });
      const count = await loadFirstData({ bus, store, db, illustrative: false, onProgress: tell });
      tell(count === 0 ? 'The real data were there already.' : `Loaded with ${count} commands.`);
    }),
  ),
);
