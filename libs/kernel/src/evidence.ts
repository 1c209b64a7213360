import { type Refusal, refuse } from './decider.js';
import type { Evidence } from './vocabulary.js';

/** One gibibyte: a default of ours. Scans and photographs of a raion's works are far smaller. */
const LARGEST_FILE = 2 ** 30;

export type EvidenceRefusal = 'BROKEN_EVIDENCE' | 'SAME_EVIDENCE';

/** Why files cannot prove anything: a broken hash, address, size or type, or the same content twice. */
export function objectionToEvidence(files: readonly Evidence[]): Refusal<EvidenceRefusal> | undefined {
  const broken = files.find((file) => !isSound(file));
  if (broken) return refuse('BROKEN_EVIDENCE', 'evidence', { file: broken.fileName });
  const hashes = new Set(files.map(({ sha256 }) => sha256));
  return hashes.size < files.length ? refuse('SAME_EVIDENCE', 'furtherEvidence') : undefined;
}

const isSound = ({ fileName, mediaType, bytes, sha256, address }: Evidence) =>
  fileName.trim() !== '' &&
  /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(mediaType) &&
  Number.isSafeInteger(bytes) &&
  bytes > 0 &&
  bytes <= LARGEST_FILE &&
  /^[0-9a-f]{64}$/.test(sha256) &&
  /^https:\/\/[^\s/]+(\/\S*)?$/.test(address);
