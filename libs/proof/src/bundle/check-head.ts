import {
  type Checkpoint,
  type Hash,
  isHandover,
  NoteRejected,
  type NoteVerifier,
  openNote,
  readCheckpoint,
  readNote,
  readVerifier,
  verifierText,
} from '../domain/index.js';
import { BundleBroken } from './failure.js';
import { type BundleScope, checkpointLine, consistencyLine, keyLine, scopeLine } from './format.js';
import { BUNDLE_LIMITS } from './limits.js';
import { type Part, type Parts, valueOf } from './read-parts.js';

/** What a bundle says before its events, believed as far as its own keys go. */
export type BundleHead = {
  readonly scope: BundleScope;
  readonly scopeLine: number;
  /** From the first key of the record that the bundle names to the one that signed its checkpoint. */
  readonly keys: readonly NoteVerifier[];
  readonly checkpoint: Checkpoint;
  /** By the size of the earlier tree. */
  readonly consistency: ReadonlyMap<number, { readonly line: number; readonly hashes: readonly Hash[] }>;
};

export const hashOf = (text: string): Hash => Buffer.from(text, 'base64');

/** Reads what stands before the events. Throws BundleBroken: with a head that is wrong nothing after it means anything. */
export async function readHead(parts: Parts): Promise<BundleHead> {
  const part = await parts.take('scope');
  const scope = valueOf(part, scopeLine);
  checkScope(part, scope);
  const keys = await readKeys(parts);
  const checkpoint = openBy(await parts.take('checkpoint'), keys.at(-1)!);
  if (scope.kind === 'RANGE' && scope.last >= checkpoint.size)
    throw new BundleBroken('INCOMPLETE', part.line, `it reaches beyond the checkpoint of ${checkpoint.size} events`);
  return { scope, scopeLine: part.line, keys, checkpoint, consistency: await readConsistency(parts) };
}

function checkScope({ line }: Part, scope: BundleScope): void {
  if (scope.kind === 'RANGE') {
    if (scope.first > scope.last) throw new BundleBroken('WRONG_FIELDS', line, 'its last event is before its first');
    if (scope.last - scope.first >= BUNDLE_LIMITS.events)
      throw new BundleBroken('TOO_MUCH', line, `a bundle has at most ${BUNDLE_LIMITS.events} events`);
    return;
  }
  const names = scope.streams.map(({ stream }) => stream);
  if (names.length > BUNDLE_LIMITS.streams)
    throw new BundleBroken('TOO_MUCH', line, `a bundle has at most ${BUNDLE_LIMITS.streams} histories`);
  if (new Set(names).size < names.length) throw new BundleBroken('WRONG_FIELDS', line, 'it names a history twice');
  if (scope.streams.reduce((sum, { revisions }) => sum + revisions, 0) > BUNDLE_LIMITS.events)
    throw new BundleBroken('TOO_MUCH', line, `a bundle has at most ${BUNDLE_LIMITS.events} events`);
}

/** Each key but the first was handed over to: by a checkpoint that names it, and that both have signed. */
async function readKeys(parts: Parts): Promise<readonly NoteVerifier[]> {
  const keys: NoteVerifier[] = [];
  let part: Part | undefined = await parts.take('key');
  while (part) {
    if (keys.length >= BUNDLE_LIMITS.keys)
      throw new BundleBroken('TOO_MUCH', part.line, `a bundle has at most ${BUNDLE_LIMITS.keys} keys`);
    const { vkey, handover } = valueOf(part, keyLine);
    const key = keyOf(part, vkey);
    const former = keys.at(-1);
    if ((handover === null) !== (former === undefined))
      throw new BundleBroken('BROKEN_CHAIN', part.line, 'each key but the first, and only those, names its handover');
    if (former && handover !== null) checkHandover(part, handover, former, key);
    keys.push(key);
    part = await parts.takeIf('key');
  }
  return keys;
}

function keyOf({ line }: Part, vkey: string): NoteVerifier {
  try {
    const key = readVerifier(vkey);
    if (verifierText(key) === vkey) return key;
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
  }
  throw new BundleBroken('UNREADABLE_KEY', line, 'the key is not written as name+id+base64 of an Ed25519 key');
}

function checkHandover({ line }: Part, handover: string, former: NoteVerifier, key: NoteVerifier): void {
  if (former.name !== key.name)
    throw new BundleBroken('OTHER_RECORD', line, `the key is of ${key.name}, the one before it of ${former.name}`);
  if (!isHandover(handover, verifierText(former), verifierText(key)))
    throw new BundleBroken(
      'BROKEN_CHAIN',
      line,
      'the handover is no checkpoint that names the key as successor and that it and the one before it signed',
    );
}

function openBy(part: Part, key: NoteVerifier): Checkpoint {
  const note = valueOf(part, checkpointLine);
  const { checkpoint, isSigned } = readSigned(note, part.line);
  if (checkpoint.origin !== key.name)
    throw new BundleBroken('OTHER_RECORD', part.line, `it is of ${checkpoint.origin}, the key of ${key.name}`);
  if (!isSigned(key)) throw new BundleBroken('NOT_SIGNED', part.line, 'the last key of the bundle did not sign it');
  try {
    openNote(note, [key]);
    return checkpoint;
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
    throw new BundleBroken('WRONG_SIGNATURE', part.line, 'the signature does not belong to this text');
  }
}

function readSigned(note: string, line: number) {
  try {
    const { text, signatures } = readNote(note);
    const isSigned = ({ name, keyId }: NoteVerifier) =>
      signatures.some((each) => each.name === name && each.keyId.equals(keyId));
    return { checkpoint: readCheckpoint(text), isSigned };
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
    throw new BundleBroken('UNREADABLE_CHECKPOINT', line, error.message);
  }
}

async function readConsistency(parts: Parts): Promise<BundleHead['consistency']> {
  const proofs = new Map<number, { line: number; hashes: readonly Hash[] }>();
  for (;;) {
    const part = await parts.takeIf('consistency');
    if (!part) return proofs;
    if (proofs.size >= BUNDLE_LIMITS.consistency)
      throw new BundleBroken('TOO_MUCH', part.line, `a bundle has at most ${BUNDLE_LIMITS.consistency} such lines`);
    const { from, hashes } = valueOf(part, consistencyLine);
    if (proofs.has(from)) throw new BundleBroken('WRONG_FIELDS', part.line, `${from} stands there twice`);
    proofs.set(from, { line: part.line, hashes: hashes.map(hashOf) });
  }
}
