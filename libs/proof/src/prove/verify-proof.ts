import { z } from 'zod';
import {
  claimedSize,
  type Conclusion,
  gravest,
  type Hash,
  NoteRejected,
  notesOf,
  type NoteVerifier,
  openCheckpoint,
  type OpenedCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '../domain/index.js';

/** What is no proof, whatever it should prove. */
export class UnreadableProof extends Error {
  override readonly name = 'UnreadableProof';
}

export type ProofTrust = {
  readonly keys: readonly NoteVerifier[];
  /**
   * Checkpoints that the verifier kept from before or has from somebody else: the text of one each, or of many that were
   * collected one after the other. Of those the proof must speak of one at least.
   */
  readonly kept?: readonly string[];
};

export type ProofVerdict = {
  /** NOT_BELIEVED: the hashes are right, but a root that they lead to is signed by no believed key. */
  readonly conclusion: Conclusion;
  /** What is wrong, as sentences; empty: the proof is good. */
  readonly wrong: readonly string[];
  /** What a good proof shows, as a sentence. */
  readonly shows: string;
};

const count = z.int().nonnegative();
const hash = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .transform((text): Hash => Buffer.from(text, 'base64'));
const tree = z.object({
  ...{ size: count, root: hash },
  checkpoint: z.object({ note: z.string().max(100_000) }).nullable(),
});
/** A tree of 2^53 events needs no more. */
const hashes = z.array(hash).max(64);
const eventProof = tree.extend({ index: count, leafHash: hash, hashes });
const continuation = z.object({ from: tree, to: tree, hashes });
type Tree = z.infer<typeof tree>;

/**
 * Checks a proof as the command line and GraphQL give it, with nothing but the proof, the keys that are believed and the
 * checkpoints that somebody kept. Throws {@link UnreadableProof}.
 */
export function verifyProof(json: unknown, trust: ProofTrust): ProofVerdict {
  const found = withoutEnvelope(json);
  const event = eventProof.safeParse(found);
  if (event.success) {
    const { index, size, root, leafHash, hashes: proof } = event.data;
    const isThere = verifyInclusion({ index, size, root, leafHash, proof });
    const broken = changed(`The hashes do not lead from the event to the root of the tree of ${size} events.`);
    return verdict(
      [...(isThere ? [] : [broken]), ...wrongWith([event.data], trust)],
      `The event at place ${index}, counted from 0, has the hash ${leafHash.toString('base64')}, and had it when the checkpoint over ${size} events was signed.`,
    );
  }
  const pair = continuation.safeParse(found);
  if (!pair.success) throw new UnreadableProof('It proves neither an event nor that the record continues another.');
  const { from, to, hashes: proof } = pair.data;
  const broken = changed(`The tree of ${to.size} events does not continue that of ${from.size}.`);
  return verdict(
    [...(verifyConsistency({ from, to, proof }) ? [] : [broken]), ...wrongWith([from, to], trust)],
    `The record of ${to.size} events begins with the ${from.size} events of the earlier checkpoint: none of them was changed, removed, added or reordered.`,
  );
}

/** What is wrong with a proof, and what it comes to by that alone. */
type Flaw = { readonly conclusion: Conclusion; readonly sentence: string };
const changed = (sentence: string): Flaw => ({ conclusion: 'CHANGED', sentence });
const notBelieved = (sentence: string): Flaw => ({ conclusion: 'NOT_BELIEVED', sentence });
const unchecked = (sentence: string): Flaw => ({ conclusion: 'UNCHECKED', sentence });

const verdict = (flaws: readonly Flaw[], shows: string): ProofVerdict => ({
  conclusion: gravest(flaws.map(({ conclusion }) => conclusion)),
  wrong: flaws.map(({ sentence }) => sentence),
  shows,
});

/** An answer of GraphQL has its proof under `data` and the name of the question. */
function withoutEnvelope(json: unknown): unknown {
  const { data } = (json ?? {}) as { readonly data?: unknown };
  if (typeof data !== 'object' || data === null) return json;
  const [only, ...others] = Object.values(data) as unknown[];
  return others.length === 0 ? only : json;
}

/** Each tree is one that was signed: by the checkpoint beside it, by one that was kept, and by every one of those. */
function wrongWith(trees: readonly Tree[], { keys, kept = [] }: ProofTrust): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const open = (note: string): readonly OpenedCheckpoint[] => {
    try {
      return [openCheckpoint(note, keys)];
    } catch (error) {
      if (!(error instanceof NoteRejected)) throw error;
      flaws.push(
        claimedSize(note) === undefined
          ? unchecked(`What should be a checkpoint cannot be read: ${error.message}`)
          : notBelieved(`A checkpoint is not believed: ${error.message}`),
      );
      return [];
    }
  };
  const own = kept.flatMap((text) => spokenOf(text, trees)).flatMap(open);
  for (const { size, root, checkpoint } of trees) {
    const signed = [...(checkpoint ? open(checkpoint.note) : []), ...own.filter((one) => one.size === size)];
    // That the record was empty before its first event needs no signature.
    if (signed.length === 0 && size > 0)
      flaws.push(notBelieved(`No believed checkpoint over ${size} events signs that root.`));
    if (signed.some((one) => one.size !== size || !one.root.equals(root)))
      flaws.push(changed(`The root over ${size} events is not the one that a checkpoint signed.`));
  }
  const unsaid = own.filter(({ size }) => !trees.some((each) => each.size === size));
  const says = ({ size }: OpenedCheckpoint) =>
    unchecked(`The proof says nothing of your checkpoint over ${size} events.`);
  return [...flaws, ...unsaid.map(says)];
}

/** Of many checkpoints those that the proof speaks of, or else the last; the one that was given, where it is one. */
function spokenOf(collected: string, trees: readonly Tree[]): readonly string[] {
  const notes = notesOf(collected);
  if (notes.length < 2) return [collected];
  const found = notes.filter((note) => trees.some(({ size }) => size === claimedSize(note)));
  return found.length > 0 ? found : notes.slice(-1);
}
