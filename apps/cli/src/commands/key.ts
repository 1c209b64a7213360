import { Command } from 'commander';
import { DEMO_ORIGIN, isRecordName, NO_RECORD_NAME, writeKeyFile } from '@baikoo/installation/light';
import { generateSigner, verifierText } from '@baikoo/proof/light';
import { tell } from '../tell.js';

/** Without settings or a database: keys may be made on another machine. */
export const keyCommand = new Command('key').addCommand(
  new Command('new')
    .description('make a signing key in a new file that only its owner may read, and print its public key')
    .requiredOption('-f, --file <file>', 'where the private key goes; never over another')
    .option(
      '-o, --origin <name>',
      'the name of the record, as PROOF_ORIGIN',
      process.env['PROOF_ORIGIN'] || DEMO_ORIGIN,
    )
    .action(({ file, origin }: { file: string; origin: string }) => {
      if (!isRecordName(origin)) throw new Error(`--origin ${NO_RECORD_NAME}`);
      const signer = generateSigner(origin);
      try {
        writeKeyFile(file, signer);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        throw new Error(`${file} is there already: a key is never written over.`, { cause: error });
      }
      tell(`The private key is in ${file}. Its public key, to be named by an act of the Council:`);
      console.log(verifierText(signer));
    }),
);
