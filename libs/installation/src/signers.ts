import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateSigner, NoteRejected, type NoteSigner, readSigner } from '@baikoo/proof/light';
import { type Configuration, ConfigurationError } from './configuration.js';

export type Signers = {
  readonly signer: NoteSigner;
  /** The key that hands over, while both are installed. */
  readonly former: NoteSigner | undefined;
};

/** Rights by which others than the owner of a file could use or replace a key. Its group may read it. */
const RIGHTS_OF_OTHERS = 0o027;

/** The installed keys. Throws {@link ConfigurationError} where one cannot be used. The demo makes its own on first use. */
export function readSigners({ mode, home, proof }: Pick<Configuration, 'mode' | 'home' | 'proof'>): Signers {
  const { origin, keyFile, formerKeyFile } = proof;
  // The configuration refuses this already; that nobody signs by the demo's key must not hang on one check.
  if (keyFile === undefined && mode === 'production')
    throw new ConfigurationError('Production mode needs PROOF_KEY_FILE.');
  const file = keyFile ?? demoKey(path.join(home, 'proof', 'signing-key.pem'), origin);
  return {
    signer: signerOf('PROOF_KEY_FILE', file, origin),
    former: formerKeyFile === undefined ? undefined : signerOf('PROOF_FORMER_KEY_FILE', formerKeyFile, origin),
  };
}

/**
 * Says of keys that the settings name that they cannot be used, before anything is opened. Makes none: the home of a demo is
 * created by its database, whose server must be able to enter it.
 */
export function checkNamedKeys(configuration: Pick<Configuration, 'mode' | 'home' | 'proof'>): void {
  if (configuration.proof.keyFile !== undefined) readSigners(configuration);
}

function signerOf(setting: string, file: string, origin: string): NoteSigner {
  const refuse = (why: string) => new ConfigurationError(`These settings cannot be used:\n  ${setting}: ${why}`);
  let pem: string;
  try {
    if ((statSync(file).mode & RIGHTS_OF_OTHERS) !== 0 && process.platform !== 'win32')
      throw refuse('others than its owner may read or change the file: chmod 600');
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof ConfigurationError ? error : refuse('the file cannot be read');
  }
  try {
    return readSigner(origin, pem);
  } catch (error) {
    throw refuse(error instanceof NoteRejected ? error.message : 'the file holds no private key in PEM');
  }
}

/** Where the demo's key is. Of several programs that start at once one makes it. */
function demoKey(file: string, origin: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeKeyFile(file, generateSigner(origin));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return file;
}

/** For its owner only, and never over another. */
export function writeKeyFile(file: string, { privateKey }: NoteSigner): void {
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
}
