import type { EventStore } from '@baikoo/event-store';
import { hashRanges, type NoteSigner, signCheckpoint, treeRoot, verifierText, whoSigns } from '../domain/index.js';
import { recordedKeys } from '../keys/recorded-keys.js';
import type { KeptTree } from '../kept/index.js';
import { ComparedTree, type Pace, type RecordToCompare } from './compared-tree.js';
import { besideOthers, inHaste } from './pace.js';
import { type BookEntry, isSignedBy, type SigningBook } from './signing-book.js';
import { isOfTheKey, type NotaryTrouble } from './trouble.js';
import { type WitnessFile, WitnessFileDiffers, WitnessFileUnwritable } from './witness-file.js';

export type NotaryParts = {
  readonly tree: KeptTree;
  readonly book: SigningBook;
  readonly file: WitnessFile;
  readonly record: Pick<EventStore, 'read' | 'head'>;
  /** The same record as it was written, beneath the upcasts: what the tree is over. */
  readonly written: RecordToCompare;
  readonly signer: NoteSigner;
  /** The key that hands over to the signer, while both are installed. */
  readonly former: NoteSigner | undefined;
  /** How long after a checkpoint the next one is signed, in milliseconds. */
  readonly everyMs: number;
  /** Told once whenever something begins to be wrong, or is no longer. */
  readonly onTrouble?: (trouble: NotaryTrouble | null) => void;
  readonly now?: () => number;
};

/** SIGNED: there is a new checkpoint. TREE_BEHIND: the tree has to catch up first; try again in a moment. */
export type Signing =
  | { readonly outcome: 'SIGNED' | 'NOTHING_NEW'; readonly newest: BookEntry }
  | { readonly outcome: 'NOT_DUE' | 'NOTHING_RECORDED' | 'TREE_BEHIND' }
  | { readonly outcome: 'REFUSED'; readonly trouble: NotaryTrouble };

/** What came of comparing; undefined where something else is wrong already, which is told first. */
type Comparison = ComparedTree | 'TREE_DIFFERS' | undefined;

const refused = (trouble: NotaryTrouble) => ({ outcome: 'REFUSED', trouble }) as const;

/** How many checkpoints are looked at at once. */
const PAGE = 200;

/**
 * Signs checkpoints of the tree and publishes them, first in the book, then in the file. Before that it looks whether the tree
 * still holds what was published, and compares the events since its last checkpoint with what the tree holds of them: the root
 * that it signs it has computed from the record. Where anything differs it signs nothing. Killed between any two steps, the
 * next call finds book and file as they are and brings the file up to the book. Two notaries at once sign the same.
 */
export class Notary {
  readonly name = 'notary';
  /** Up to which number of the book it was looked through since the start: each once, the newest each time. */
  #seen = 0n;
  /** How far the record was compared with the tree. */
  #compared: ComparedTree | undefined;
  #told: NotaryTrouble | null = null;

  constructor(private readonly parts: NotaryParts) {}

  /** On schedule: signs if the newest checkpoint is old enough and something was recorded since. */
  async tick(stopping: AbortSignal = new AbortController().signal): Promise<number> {
    const comparison = await this.#compare(besideOthers(this.parts.record, stopping));
    if (stopping.aborted) return 0;
    const { outcome } = await this.#signAlone(comparison, { onSchedule: true });
    return outcome === 'SIGNED' ? 1 : 0;
  }

  /** On demand. */
  async sign(): Promise<Signing> {
    return this.#signAlone(await this.#compare(inHaste), { onSchedule: false });
  }

  /** Compares to the end of the tree. It holds no lock meanwhile: the first time over a large record takes a while. */
  async #compare(pace: Pace): Promise<Comparison> {
    const { newest, size, signature } = await this.#standing();
    if (isOfTheKey(signature) || size < (newest?.size ?? 0)) return undefined;
    const begun = this.#compared;
    // Another call at the same time begins its own.
    this.#compared = undefined;
    const compared = await this.#goOn(begun, newest, size);
    if (!(await compared?.goOn(size, pace))) return 'TREE_DIFFERS';
    return (this.#compared = compared);
  }

  /** Only what it has signed itself a notary need not compare again. */
  async #goOn(begun: ComparedTree | undefined, newest: BookEntry | undefined, size: number) {
    const { tree, written, signer, former } = this.parts;
    const own = newest && isSignedBy(newest.note, former ? [signer, former] : [signer]) ? newest : undefined;
    // A tree that is shorter than before was put back.
    if (begun && begun.size <= size && begun.size >= (own?.size ?? 0)) return begun;
    return own ? ComparedTree.from(own, written, tree) : ComparedTree.fromTheFirst(written, tree);
  }

  async #signAlone(comparison: Comparison, { onSchedule }: { readonly onSchedule: boolean }): Promise<Signing> {
    const { book, onTrouble = () => {} } = this.parts;
    return book.alone(async () => {
      const { signing, trouble } = await this.#work(comparison, onSchedule);
      // What is wrong with the keys of a command is no matter of the service, nor made good by those of a command.
      const isOfService = onSchedule || !(isOfTheKey(trouble) || isOfTheKey((await book.trouble()).trouble));
      if (isOfService) await book.report(trouble);
      if (trouble !== this.#told) onTrouble(trouble);
      this.#told = trouble;
      return signing;
    });
  }

  async #work(
    comparison: Comparison,
    onSchedule: boolean,
  ): Promise<{ readonly signing: Signing; readonly trouble: NotaryTrouble | null }> {
    const before = await this.#bringFileUp();
    // A file that is ahead of the book may be all that is left of what was published.
    const signing = before === 'FILE_DIFFERS' ? refused(before) : await this.#sign(comparison, onSchedule);
    if (signing.outcome === 'REFUSED') return { signing, trouble: signing.trouble };
    // Another notary may have signed since, if it does not know of this one.
    const after = 'newest' in signing ? await this.#bringFileUp() : before;
    return { signing, trouble: after };
  }

  async #sign(comparison: Comparison, onSchedule: boolean): Promise<Signing> {
    const { tree, book, record, signer, former, everyMs, now = Date.now } = this.parts;
    const { newest, installed, signature, ...head } = await this.#standing();
    if (isOfTheKey(signature)) return refused(signature);
    if (head.size < (newest?.size ?? 0)) {
      const isWhole = head.position >= (await record.head());
      return isWhole ? refused('TOO_SHORT') : { outcome: 'TREE_BEHIND' };
    }
    const wrong = await this.#wrongInTheBook();
    if (wrong) return refused(wrong);
    if (comparison === 'TREE_DIFFERS') return refused(comparison);
    const size = comparison?.size ?? 0;
    // Meanwhile another notary has signed more.
    if (!comparison || size < (newest?.size ?? 0)) return { outcome: 'TREE_BEHIND' };
    if (size === 0) return { outcome: 'NOTHING_RECORDED' };
    // A key that begins does so at once: it waits neither for its time nor for news.
    if (newest?.key === installed.key) {
      if (onSchedule && now() - Date.parse(newest.signedAt) < everyMs) return { outcome: 'NOT_DUE' };
      if (size === newest.size) return { outcome: 'NOTHING_NEW', newest };
    }

    const { root } = comparison;
    if (!root.equals(await treeRoot(size, tree))) return refused('TREE_DIFFERS');
    const { key } = installed;
    const formerKey = signature === 'BY_BOTH' ? (installed.formerKey ?? null) : null;
    const checkpoint = { origin: signer.name, size, root };
    const note =
      formerKey !== null && former
        ? signCheckpoint(checkpoint, [former, signer], key)
        : signCheckpoint(checkpoint, [signer]);
    await book.add({ origin: signer.name, size, root, note, key, formerKey });
    const added = await book.findNewest();
    return added ? { outcome: 'SIGNED', newest: added } : { outcome: 'NOTHING_RECORDED' };
  }

  /** What there is to sign, and by whom. */
  async #standing() {
    const { tree, book, record, signer, former } = this.parts;
    const [keys, newest, head] = [await recordedKeys(record), await book.findNewest(), await tree.head()];
    const installed = { key: verifierText(signer), formerKey: former && verifierText(former) };
    return { ...head, newest, installed, signature: whoSigns(keys, installed, newest?.key) };
  }

  /** Whether every checkpoint of the book is the root over the beginning of the tree, and signed. */
  async #wrongInTheBook(): Promise<'OTHER_EVENTS' | 'UNSIGNED_CHECKPOINT' | undefined> {
    const { tree, book } = this.parts;
    // A tile that somebody changed stands as it was in the memory of whoever read it before.
    tree.forget();
    for (let after = this.#seen; ;) {
      const page = await book.everything(after, PAGE);
      // First, because of what is not its own nobody knows whether the tree is so large.
      if (!(await book.areOwn(page))) return 'UNSIGNED_CHECKPOINT';
      const roots = await hashRanges(
        page.map(({ size }) => ({ start: 0, end: size })),
        tree,
      );
      if (!page.every(({ root }, i) => roots[i]?.equals(root))) return 'OTHER_EVENTS';
      const last = page.at(-1);
      if (!last) return undefined;
      // The newest is looked at again next time.
      this.#seen = page.at(-2)?.number ?? after;
      after = last.number;
    }
  }

  async #bringFileUp(): Promise<'FILE_DIFFERS' | 'FILE_UNWRITABLE' | null> {
    const { file, book } = this.parts;
    try {
      await file.catchUp(book);
      return null;
    } catch (error) {
      if (error instanceof WitnessFileDiffers) return 'FILE_DIFFERS';
      if (error instanceof WitnessFileUnwritable) return 'FILE_UNWRITABLE';
      throw error;
    }
  }
}
