import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { believedKeys, notesOf, printable, verifierText, verifyProof } from '@baikoo/proof/light';
import { keysOf, publicKey, readNotesFile } from '../offline.js';

type Options = { readonly key: readonly string[]; readonly checkpoint: readonly string[]; readonly chain?: string };

/** Offline, like `verify-bundle`. */
export const verifyProofCommand = new Command('verify-proof')
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
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (file: string, { key, checkpoint, chain }: Options) => {
    try {
      const kept = await Promise.all(checkpoint.map(readNotesFile));
      const candidates = chain === undefined ? [] : keysOf(await readFile(chain, 'utf8'));
      const keys = believedKeys(key, candidates, kept.flatMap(notesOf));
      const { wrong, shows } = verifyProof(JSON.parse(await readFile(file, 'utf8')), { keys, kept });
      const said =
        wrong.length > 0 ? ['THE PROOF IS NOT GOOD. Do not rely on it.', ...wrong] : ['THE PROOF IS GOOD.', shows];
      console.log(said.map(printable).join('\n'));
      process.exitCode = wrong.length > 0 ? 1 : 0;
    } catch (error) {
      console.error(`baikoo: ${printable(error instanceof Error ? error.message : String(error))}`);
      process.exitCode = 2;
    }
  });
