import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { believedKeys, type Conclusion, notesOf, printable, verifierText, verifyProof } from '@baikoo/proof/light';
import { checking, conclude } from '../conclude.js';
import { keysOf, publicKey, readNotesFile } from '../offline.js';

type Options = { readonly key: readonly string[]; readonly checkpoint: readonly string[]; readonly chain?: string };

const HEADINGS: Readonly<Record<Conclusion, string>> = {
  GOOD: 'THE PROOF IS GOOD.',
  CHANGED: 'THE PROOF IS NOT GOOD. Do not rely on it.',
  NOT_BELIEVED: 'THE HASHES ARE RIGHT, BUT WHAT THEY LEAD TO IS NOT SIGNED BY A KEY THAT YOU NAMED. Do not rely on it.',
  UNCHECKED: 'THE PROOF COULD NOT BE CHECKED AGAINST WHAT YOU GAVE.',
};

/** Offline, like `verify-bundle`. */
export const verifyProofCommand = checking(new Command('verify-proof'))
  .argument('<file>', 'the JSON')
  .requiredOption(
    '-k, --key <key>',
    'a public key of the record as you know it from elsewhere: name+id+base64; may be given again',
    (text: string, before: readonly string[] = []) => [...before, verifierText(publicKey(text))],
  )
  .option(
    '-c, --checkpoint <file>',
    'signed checkpoints that you kept, one or many; may be given again',
    (file: string, before: readonly string[]) => [...before, file],
    [],
  )
  .option(
    '--chain <file>',
    'further keys, one a line, as /proof/key lists them: believed where a checkpoint of --checkpoint hands over to them',
  )
  .action((file: string, { key, checkpoint, chain }: Options) =>
    conclude(async () => {
      const kept = await Promise.all(checkpoint.map(readNotesFile));
      const candidates = chain === undefined ? [] : keysOf(await readFile(chain, 'utf8'));
      const keys = believedKeys(key, candidates, kept.flatMap(notesOf));
      const { conclusion, wrong, shows } = verifyProof(JSON.parse(await readFile(file, 'utf8')), { keys, kept });
      const said = [HEADINGS[conclusion], ...(conclusion === 'GOOD' ? [shows] : wrong)];
      return { said: said.map(printable), conclusion };
    }),
  );
