import { createReadStream } from 'node:fs';
import { Command, Option } from 'commander';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { type BundleEvent, type NoteVerifier, printable, tellVerdict, verifyBundle } from '@baikoo/proof/light';
import { publicKey, readNotesFile } from '../offline.js';

type Options = { key?: NoteVerifier; checkpoint: readonly string[]; list?: Language };

const several = (file: string, before: readonly string[]): readonly string[] => [...before, file];

/**
 * Offline: no database, no network, no settings. Exit 0: the bundle is good; 1: it is not; 2: it could not be read; 3: nothing
 * is wrong with it, but nobody named the key, so it may be somebody else's record.
 */
export const verifyBundleCommand = new Command('verify-bundle')
  .argument('<file>')
  .option('-k, --key <key>', 'the public key of the record as you know it from elsewhere: name+id+base64', publicKey)
  .option(
    '-c, --checkpoint <file>',
    'signed checkpoints that you kept from before, one or many; may be given again',
    several,
    [],
  )
  .addOption(
    new Option('-l, --list <language>', 'print what happened, from the events that are proven').choices(LANGUAGES),
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (file: string, options: Options) => {
    try {
      const earlier = await Promise.all(options.checkpoint.map(readNotesFile));
      const onEvent = options.list && listing(options.list);
      const verdict = await verifyBundle(createReadStream(file), {
        key: options.key,
        earlier,
        ...(onEvent && { onEvent }),
      });
      console.log(tellVerdict(verdict).join('\n'));
      process.exitCode = verdict.failures.length > 0 ? 1 : verdict.keyIsKnown ? 0 : 3;
    } catch (error) {
      console.error(`baikoo: ${printable(error instanceof Error ? error.message : String(error))}`);
      process.exitCode = 2;
    }
  });

function listing(language: Language) {
  const translator = translatorFor(language);
  return (index: number, { type, recordedAt, cause, stream, revision }: BundleEvent): void => {
    const word: string = `event.${type}`;
    const what = translator.has(word) ? translator.say(word) : type;
    const who = String(cause['organisationId'] ?? '–');
    console.log(printable(`${index}  ${recordedAt}  ${what}  ${who}  (${stream}, ${revision})`));
  };
}
