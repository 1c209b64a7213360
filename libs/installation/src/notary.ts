import path from 'node:path';
import {
  type KeptTree,
  Notary,
  type NotaryTrouble,
  type OwnKeys,
  PostgresCheckpointBook,
  recordedKeys,
  type SigningBook,
  verifierText,
  WitnessFile,
} from '@baikoo/proof';
import type { Configuration } from './configuration.js';
import type { Installation } from './installation.js';
import { readSigners, type Signers } from './signers.js';

/** What witnesses collect, if they come by the file and not by the address. */
export const checkpointFileOf = ({ home, proof }: Pick<Configuration, 'home' | 'proof'>): string =>
  proof.checkpointFile ?? path.join(home, 'proof', 'checkpoints.txt');

/** The book of checkpoints of an installation, which tells those of its own keys from what others have written into it. */
export function checkpointBookOf({
  configuration,
  db,
  store,
}: Pick<Installation, 'configuration' | 'db' | 'store'>): PostgresCheckpointBook {
  let installed: readonly string[] | undefined;
  const own: OwnKeys = {
    installed: () => (installed ??= vkeysOf(readSigners(configuration))),
    named: async () => (await recordedKeys(store)).map(({ vkey }) => vkey),
  };
  return new PostgresCheckpointBook(db, own);
}

const vkeysOf = ({ signer, former }: Signers) => (former ? [signer, former] : [signer]).map(verifierText);

/** The notary of an installation, by its keys. Throws `ConfigurationError` where a key cannot be used. */
export const notaryOf = (
  { configuration, store }: Pick<Installation, 'configuration' | 'store'>,
  { tree, book }: { readonly tree: KeptTree; readonly book: SigningBook },
  onTrouble: (trouble: NotaryTrouble | null) => void,
): Notary =>
  new Notary({
    ...{ tree, book, record: store, written: store.recorded, onTrouble, everyMs: configuration.proof.everyMs },
    ...readSigners(configuration),
    file: new WitnessFile(checkpointFileOf(configuration)),
  });
