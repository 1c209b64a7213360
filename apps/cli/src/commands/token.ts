import { Command } from 'commander';
import { readTable } from '@baikoo/first-data/light';
import { ConfigurationError, readConfiguration } from '@baikoo/installation/light';
import { DemoTokens } from '@baikoo/identity/light';
import { tell } from '../tell.js';

export const tokenCommand = new Command('token')
  .argument('<person>', 'a person id of data/illustrative/mandates.csv, such as demo-secretariat')
  .option('-d, --days <days>', 'how long it holds', '30')
  .action(async (person: string, { days }: { days: string }) => {
    const configuration = readConfiguration(process.env);
    if (configuration.mode === 'production' || configuration.oidc)
      throw new ConfigurationError('Sign-in tokens come from the configured issuer (OIDC_ISSUER), not from here.');
    const people = (await readTable('illustrative/mandates.csv')).map((row) => row['person']);
    if (!people.includes(person))
      tell(
        `${person} is nobody of the demonstration: the token opens what mandates in this installation's record say.`,
      );
    console.log(await new DemoTokens(configuration.home).issue(person, { days: Number(days) }));
  });
