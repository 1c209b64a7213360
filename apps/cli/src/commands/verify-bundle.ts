import { createReadStream } from 'node:fs';
import { Command, Option } from 'commander';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { type BundleEvent, type NoteVerifier, printable, tellVerdict, verifyBundle } from '@baikoo/proof/light';
import { checking, conclude } from '../conclude.js';
import { publicKey, readNotesFile } from '../offline.js';

type Options = {
  key: readonly NoteVerifier[];
  checkpoint: readonly string[];
  earlierBundle?: string;
  list?: Language;
};

const several = (file: string, before: readonly string[]): readonly string[] => [...before, file];

/** Offline: no database, no network, no settings. */
export const verifyBundleCommand = checking(new Command('verify-bundle'))
  .argument('<file>')
  .option(
    '-k, --key <key>',
    'a public key of the record as you know it from elsewhere: name+id+base64; may be given again',
    (text: string, before: readonly NoteVerifier[]) => [...before, publicKey(text)],
    [],
  )
  .option(
    '-c, --checkpoint <file>',
    'signed checkpoints that you kept from before, one or many; may be given again',
    several,
    [],
  )
  .option('-b, --earlier-bundle <file>', 'a bundle that you kept from before: its histories must still have its events')
  .addOption(
    new Option('-l, --list <language>', 'print what happened, from the events that are proven').choices(LANGUAGES),
  )
  .action((file: string, options: Options) =>
    conclude(async () => {
      const earlier = await Promise.all(options.checkpoint.map(readNotesFile));
      const onEvent = options.list && listing(options.list);
      const earlierBundle = options.earlierBundle === undefined ? undefined : createReadStream(options.earlierBundle);
      const trust = { keys: options.key, earlier, earlierBundle, ...(onEvent && { onEvent }) };
      const verdict = await verifyBundle(createReadStream(file), trust);
      return { said: tellVerdict(verdict), conclusion: verdict.conclusion };
    }),
  );

function listing(language: Language) {
  const translator = translatorFor(language);
  return (index: number, { type, recordedAt, cause, stream, revision }: BundleEvent): void => {
    const word: string = `event.${type}`;
    const what = translator.has(word) ? translator.say(word) : type;
    const who = String(cause['organisationId'] ?? '–');
    console.log(printable(`${index}  ${recordedAt}  ${what}  ${who}  (${stream}, ${revision})`));
  };
}
