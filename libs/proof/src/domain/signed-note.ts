import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { isSoundKey } from './sound-key.js';

/** Signed text in the form of C2SP signed-note (https://c2sp.org/signed-note), with Ed25519. */
export type Note = {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
};

export type NoteSignature = {
  /** Of the key, as whoever signed gave it. */
  readonly name: string;
  /** The first four bytes of a hash of name and key: which key to try, no proof by itself. */
  readonly keyId: Buffer;
  readonly signature: Buffer;
};

/** Whose signature is believed. */
export type NoteVerifier = { readonly name: string; readonly keyId: Buffer; readonly publicKey: KeyObject };

export type NoteSigner = NoteVerifier & { readonly privateKey: KeyObject };

/** A text that is no note, or whose signature is not right. */
export class NoteRejected extends Error {
  override readonly name = 'NoteRejected';
}

/** A public key under which others than a holder of its private key could sign. */
export class WeakKey extends NoteRejected {}

const ED25519 = 1;
const DASH = '— ';
/** Before the 32 bytes of the key: an Ed25519 public key in DER (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_NAME = /^[^\s+\p{Cc}]+$/u;

/** The key as people pass it on: `<name>+<key id in hex>+<base64 of the kind and the key>`. */
export function verifierText({ name, keyId, publicKey }: NoteVerifier): string {
  return `${name}+${keyId.toString('hex')}+${typedKey(publicKey).toString('base64')}`;
}

const KEY = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/;

/** What {@link verifierText} says, as texts: the id in hex, the 32 bytes of the key in base64. Whoever asks believes it. */
export function partsOfKey(text: string): {
  readonly name: string;
  readonly keyId: string;
  readonly publicKey: string;
} {
  const [, name = '', keyId = '', encoded = ''] = KEY.exec(text) ?? [];
  return { name, keyId, publicKey: Buffer.from(encoded, 'base64').subarray(1).toString('base64') };
}

/** Reads {@link verifierText}. Throws {@link NoteRejected} where the parts do not belong together. */
export function readVerifier(text: string): NoteVerifier {
  const [, name, id, encoded] = KEY.exec(text.trim()) ?? [];
  if (name === undefined || encoded === undefined || !KEY_NAME.test(name))
    throw new NoteRejected('A key is written as name+id+base64.');
  const key = fromBase64(encoded);
  if (key?.length !== 33 || key[0] !== ED25519) throw new NoteRejected(`The key of ${name} is no Ed25519 key.`);
  if (!isSoundKey(key.subarray(1))) throw new WeakKey(`Under the key of ${name} anybody could sign.`);
  const verifier = verifierOf(name, createPublicKey({ key: Buffer.concat([SPKI, key.subarray(1)]), ...DER_SPKI }));
  if (verifier.keyId.toString('hex') !== id) throw new NoteRejected(`The key of ${name} does not have the id ${id}.`);
  return verifier;
}

/** A new key of that name. */
export const generateSigner = (name: string): NoteSigner => signerOf(name, generateKeyPairSync('ed25519').privateKey);

/** A signer by a private key in PEM (PKCS #8). */
export const readSigner = (name: string, pem: string): NoteSigner => signerOf(name, createPrivateKey(pem));

/** A signer by the 32 bytes of an Ed25519 private key. */
export const signerOfSeed = (name: string, seed: Buffer): NoteSigner =>
  signerOf(name, createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' }));

export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text))
    throw new NoteRejected('The text of a note ends with a newline and has no control characters.');
  const lines = signers.map(({ name, keyId, privateKey }) => {
    const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]);
    return `${DASH}${name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Takes a note apart without believing it. Throws {@link NoteRejected} for what is no note. */
export function readNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2);
  if (end < 1 || !isNoteText(text) || !lines.endsWith('\n'))
    throw new NoteRejected('A note is a text, an empty line and signatures.');
  const signatures = lines.slice(0, -1).split('\n').map(readSignature);
  if (signatures.length > MOST_SIGNATURES) throw new NoteRejected('The note has more signatures than one reads.');
  return { text, signatures };
}

/**
 * The text of a note, if one of the verifiers signed it. A signature of a known key that is not right is refused even
 * where another is: the note was tampered with. Signatures of unknown keys are passed over.
 */
export function openNote(
  note: string,
  verifiers: readonly NoteVerifier[],
): Note & { readonly by: readonly NoteVerifier[] } {
  const { text, signatures } = readNote(note);
  const by = new Set<NoteVerifier>();
  for (const { name, keyId, signature } of signatures) {
    const verifier = verifiers.find((known) => known.name === name && known.keyId.equals(keyId));
    if (!verifier) continue;
    if (!verify(null, Buffer.from(text), verifier.publicKey, signature))
      throw new NoteRejected(`The signature of ${name} is not right.`);
    by.add(verifier);
  }
  if (by.size === 0) throw new NoteRejected('No known key has signed the note.');
  return { text, signatures, by: [...by] };
}

/** Enough for a log, its successors and many witnesses; a file of endless signatures is not read. */
const MOST_SIGNATURES = 100;

const DER_SPKI = { format: 'der', type: 'spki' } as const;

function signerOf(name: string, privateKey: KeyObject): NoteSigner {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new NoteRejected('The key that signs must be an Ed25519 key.');
  return { ...verifierOf(name, createPublicKey(privateKey)), privateKey };
}

function verifierOf(name: string, publicKey: KeyObject): NoteVerifier {
  if (!KEY_NAME.test(name)) throw new NoteRejected('The name of a key has neither spaces nor a plus sign.');
  const identity = Buffer.concat([Buffer.from(`${name}\n`), typedKey(publicKey)]);
  return { name, publicKey, keyId: hash('sha256', identity, 'buffer').subarray(0, 4) };
}

const typedKey = (publicKey: KeyObject): Buffer =>
  Buffer.concat([Buffer.of(ED25519), publicKey.export(DER_SPKI).subarray(SPKI.length)]);

function readSignature(line: string): NoteSignature {
  const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || !KEY_NAME.test(name) || !bytes || bytes.length < 5)
    throw new NoteRejected('A signature is written as — name base64.');
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** Every line ended, UTF-8, and no control character but the newline. */
const isNoteText = (text: string): boolean =>
  text.endsWith('\n') && text.isWellFormed() && !/[\p{Cc}]/u.test(text.replaceAll('\n', ''));

/** Only the one way in which bytes are written, so that no note can be changed and stay valid. */
function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
