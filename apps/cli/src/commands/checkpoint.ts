import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { Configuration, Installation } from '@baikoo/installation';
import {
  type Checkpoint,
  generateSigner,
  isSound,
  notesOf,
  type NoteSigner,
  openCheckpoint,
  PostgresTiles,
  readSigner,
  readVerifier,
  type RecordVerification,
  signCheckpoint,
  tellVerification,
  verifierText,
  verifyRecord,
} from '@baikoo/proof';
import { showProgress } from '../progress.js';
import { tell, withInstallation } from '../tool.js';

/** Under which the demonstration signs. In production the name comes with `--origin`. */
const DEMO_ORIGIN = 'baikoo-demo/record';

export const checkpointCommand = new Command('checkpoint')
  .description('hash the whole record, compare it with the checkpoints of the file and append a new signed one')
  .option('--key <file>', 'the Ed25519 private key in PEM; the demonstration makes one in its home')
  .option('--origin <name>', `the name of the log, under which the key signs; of the demonstration: ${DEMO_ORIGIN}`)
  .option('--file <file>', 'where checkpoints are appended; checkpoints.txt of the home unless said')
  .action((options: SigningOptions & { file?: string }) =>
    withInstallation(async (installation) => {
      const signer = await signerOf(installation.configuration, options);
      const file = options.file ?? path.join(installation.configuration.home, 'checkpoints.txt');
      const earlier = notesOf(await readIfThere(file)).map((note) => openCheckpoint(note, [signer]));
      const found = await rehash(installation, earlier);
      if (!isSound(found)) throw new Error(['Nothing is signed.', ...tellVerification(found)].join('\n'));
      const { size, root } = found;
      tell(`Key: ${verifierText(signer)}`);
      if (earlier.at(-1)?.size === size) return tell('Nothing was recorded since the last checkpoint.');
      const note = signCheckpoint({ origin: signer.name, size, root }, [signer]);
      await appendFile(file, note);
      process.stdout.write(note);
    }),
  );

/** Compares the record with the checkpoints of a file; says what is wrong and whether anything is. */
export async function verifyCheckpoints(installation: Installation, file: string, keys: readonly string[]) {
  if (keys.length === 0) throw new Error('Name the public key that you were given with --key: name+id+base64.');
  const verifiers = keys.map(readVerifier);
  const notes = notesOf(await readFile(file, 'utf8'));
  if (notes.length === 0) throw new Error(`${file} holds no checkpoint.`);
  const found = await rehash(
    installation,
    notes.map((note) => openCheckpoint(note, verifiers)),
  );
  for (const line of tellVerification(found)) console.log(line);
  return isSound(found);
}

async function rehash({ db, store }: Installation, checkpoints: readonly Checkpoint[]): Promise<RecordVerification> {
  const goal = await store.head();
  const show = showProgress('Hashing');
  return verifyRecord(store.recorded, {
    checkpoints,
    kept: new PostgresTiles(db),
    onProgress: (events, position) => show({ events, position, goal }),
  });
}

type SigningOptions = { readonly key?: string; readonly origin?: string };

async function signerOf({ mode, home }: Configuration, { key, origin }: SigningOptions) {
  if (mode === 'production' && (key === undefined || origin === undefined))
    throw new Error(
      'Production mode signs with a key and a name of its own: name the file of the key with --key, and the log with --origin.',
    );
  const name = origin ?? DEMO_ORIGIN;
  if (key !== undefined) return readSigner(name, await readFile(key, 'utf8'));
  return demoSigner(path.join(home, 'proof', 'signing-key.pem'), name);
}

async function demoSigner(file: string, origin: string): Promise<NoteSigner> {
  const known = await readIfThere(file);
  if (known !== '') return readSigner(origin, known);
  const made = generateSigner(origin);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, made.privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  return made;
}

const readIfThere = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
