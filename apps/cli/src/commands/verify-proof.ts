import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type NoteVerifier, printable, verifyProof } from '@baikoo/proof';
import { publicKey, readNoteFile } from '../offline.js';

type Options = { readonly key: readonly NoteVerifier[]; readonly checkpoint: readonly string[] };

/** Offline, like `verify-bundle`. */
export const verifyProofCommand = new Command('verify-proof')
  .description(
    'check offline what `prove`, `consistency` or the same questions over GraphQL gave; exit 0: good, 1: not good, 2: a file or an option cannot be read',
  )
  .argument('<file>', 'the JSON')
  .requiredOption(
    '-k, --key <key>',
    'a public key of the record as you know it from elsewhere: name+id+base64; may be given again',
    (text: string, before: readonly NoteVerifier[] = []) => [...before, publicKey(text)],
  )
  .option(
    '-c, --checkpoint <file>',
    'a signed checkpoint that you kept; may be given again',
    (file: string, before: readonly string[]) => [...before, file],
    [],
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (file: string, { key: keys, checkpoint }: Options) => {
    try {
      const kept = await Promise.all(checkpoint.map(readNoteFile));
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
