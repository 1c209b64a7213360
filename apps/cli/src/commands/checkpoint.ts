import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { checkpointBookOf, type Installation, notaryOf } from '@baikoo/installation';
import {
  believedKeys,
  bringUp,
  type Checkpoint,
  claimedSize,
  isSound,
  NoteRejected,
  notesOf,
  type NoteVerifier,
  openCheckpoint,
  PostgresTiles,
  type RecordVerification,
  sentenceOfTrouble,
  type SigningBook,
  tellVerification,
  verifyRecord,
} from '@baikoo/proof';
import type { Concluded } from '../conclude.js';
import { keysOf } from '../offline.js';
import { showProgress } from '../progress.js';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';

export const checkpointCommand = new Command('checkpoint')
  .option('--rehash', 'before that, hash the whole record once more and compare it with everything published')
  .action(({ rehash: again = false }: { rehash?: boolean }) =>
    withInstallation(async (installation) => {
      const parts = { tree: new PostgresTiles(installation.db), book: checkpointBookOf(installation) };
      if (again) {
        const found = await rehash(installation, await published(parts.book));
        if (!isSound(found)) throw new Error(['Nothing is signed.', ...tellVerification(found)].join('\n'));
      }
      await bringUp(installation.db, installation.store.recorded, parts.tree);
      const signing = await notaryOf(installation, parts, (trouble) => {
        // What keeps it from signing is told at the end.
        if (trouble === 'FILE_UNWRITABLE') tell(sentenceOfTrouble(trouble));
      }).sign();
      switch (signing.outcome) {
        case 'SIGNED':
        case 'NOTHING_NEW':
          if (signing.outcome === 'NOTHING_NEW') tell('Nothing was recorded since the last checkpoint.');
          tell(`Key: ${signing.newest.key}`);
          process.stdout.write(signing.newest.note);
          return;
        case 'REFUSED':
          throw new Error(sentenceOfTrouble(signing.trouble));
        case 'NOTHING_RECORDED':
          throw new Error('Nothing was recorded yet.');
        case 'TREE_BEHIND':
        case 'NOT_DUE':
          throw new Error('The tree over the record is not up to date: try again in a moment.');
      }
    }),
  );

async function published(book: SigningBook): Promise<readonly Checkpoint[]> {
  const all: Checkpoint[] = [];
  for (let after = 0n; ;) {
    const page = await book.inOrder(after, 1_000);
    const last = page.at(-1);
    if (!last) return all;
    all.push(...page);
    after = last.number;
  }
}

export type CheckpointsToVerify = {
  readonly file: string;
  /** Public keys that are believed without more. */
  readonly keys: readonly string[];
  /** A file of public keys, one a line, that are believed where a believed one handed over to them. */
  readonly chain: string | undefined;
};

/** Compares the record with the checkpoints of a file: with all of them, or with none where one is not believed. */
export async function verifyCheckpoints(
  installation: Installation,
  { file, keys, chain }: CheckpointsToVerify,
): Promise<Concluded> {
  if (keys.length === 0) throw new Error('Name the public key that you were given with --key: name+id+base64.');
  const notes = notesOf(await readFile(file, 'utf8'));
  if (notes.length === 0) throw new Error(`${file} holds no checkpoint.`);
  const candidates = chain === undefined ? [] : keysOf(await readFile(chain, 'utf8'));
  const verifiers = believedKeys(keys, candidates, notes);
  const checkpoints: Checkpoint[] = [];
  for (const note of notes) {
    const opened = openedOrWhyNot(note, verifiers);
    if (typeof opened === 'string') return { said: [`${opened} ${WHERE_KEYS_ARE}`], conclusion: 'NOT_BELIEVED' };
    checkpoints.push(opened);
  }
  const found = await rehash(installation, checkpoints);
  return { said: tellVerification(found), conclusion: isSound(found) ? 'GOOD' : 'CHANGED' };
}

const WHERE_KEYS_ARE =
  'Where the key was replaced since, give the keys of /proof/key with --chain. One that was lost or stolen handed over to ' +
  'nobody: give both keys, each with --key, once you were given the new one as you were given the first.';

function openedOrWhyNot(note: string, believed: readonly NoteVerifier[]): Checkpoint | string {
  try {
    return openCheckpoint(note, believed);
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
    return `The checkpoint over ${claimedSize(note) ?? '?'} events is not believed, so nothing was compared: ${error.message}`;
  }
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
