import type { EventStore } from '@baikoo/event-store';
import { hashRanges, type NoteSigner, signCheckpoint, treeRoot, verifierText, whoSigns } from '../domain/index.js';
import { recordedKeys } from '../keys/recorded-keys.js';
import type { KeptTree } from '../kept/index.js';
import type { BookEntry, SigningBook } from './signing-book.js';
import type { NotaryTrouble } from './trouble.js';
import { type WitnessFile, WitnessFileDiffers, WitnessFileUnwritable } from './witness-file.js';

export type NotaryParts = {
  readonly tree: KeptTree;
  readonly book: SigningBook;
  readonly file: WitnessFile;
  readonly record: Pick<EventStore, 'read' | 'head'>;
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

/** How many checkpoints are compared with the tree at once. */
const PAGE = 200;

/**
 * Signs checkpoints of the tree and publishes them, first in the book, then in the file. Before it signs it looks whether
 * the tree still holds what was published; where it does not, it signs nothing. Killed between any two steps, the next call
 * finds book and file as they are and brings the file up to the book. Two notaries at once sign the same.
 */
export class Notary {
  readonly name = 'notary';
  /** Up to which number of the book the tree was compared since the start: each is compared once, the newest each time. */
  #compared = 0n;
  #told: NotaryTrouble | null = null;

  constructor(private readonly parts: NotaryParts) {}

  /** On schedule: signs if the newest checkpoint is old enough and something was recorded since. */
  async tick(): Promise<number> {
    const { outcome } = await this.sign({ whenDue: true });
    return outcome === 'SIGNED' ? 1 : 0;
  }

  /** On demand, or only when due. */
  async sign({ whenDue = false }: { readonly whenDue?: boolean } = {}): Promise<Signing> {
    const { book, onTrouble = () => {} } = this.parts;
    return book.alone(async () => {
      const { signing, trouble } = await this.#work(whenDue);
      await book.report(trouble);
      if (trouble !== this.#told) onTrouble(trouble);
      this.#told = trouble;
      return signing;
    });
  }

  async #work(whenDue: boolean): Promise<{ readonly signing: Signing; readonly trouble: NotaryTrouble | null }> {
    const refused = (trouble: NotaryTrouble) => ({ signing: { outcome: 'REFUSED', trouble } as const, trouble });
    const before = await this.#bringFileUp();
    // A file that is ahead of the book may be all that is left of what was published.
    if (before === 'FILE_DIFFERS') return refused(before);
    const signing = await this.#sign(whenDue);
    if (signing.outcome === 'REFUSED') return refused(signing.trouble);
    const after = signing.outcome === 'SIGNED' ? await this.#bringFileUp() : before;
    return { signing, trouble: after };
  }

  async #sign(whenDue: boolean): Promise<Signing> {
    const { tree, book, record, signer, former, everyMs, now = Date.now } = this.parts;
    const [keys, newest, head] = [await recordedKeys(record), await book.findNewest(), await tree.head()];
    const installed = { key: verifierText(signer), formerKey: former && verifierText(former) };
    const signature = whoSigns(keys, installed, newest?.key);
    if (signature !== 'BY_KEY' && signature !== 'BY_BOTH') return { outcome: 'REFUSED', trouble: signature };

    if (head.size < (newest?.size ?? 0)) {
      const isWhole = head.position >= (await record.head());
      return isWhole ? { outcome: 'REFUSED', trouble: 'TOO_SHORT' } : { outcome: 'TREE_BEHIND' };
    }
    if (!(await this.#holdsWhatWasPublished())) return { outcome: 'REFUSED', trouble: 'OTHER_EVENTS' };
    if (head.size === 0) return { outcome: 'NOTHING_RECORDED' };
    // A key that begins does so at once: it waits neither for its time nor for news.
    if (newest?.key === installed.key) {
      if (whenDue && now() - Date.parse(newest.signedAt) < everyMs) return { outcome: 'NOT_DUE' };
      if (head.size === newest.size) return { outcome: 'NOTHING_NEW', newest };
    }

    const { size } = head;
    const root = await treeRoot(size, tree);
    const signers = signature === 'BY_BOTH' && former ? [former, signer] : [signer];
    const note = signCheckpoint({ origin: signer.name, size, root }, signers);
    const formerKey = signature === 'BY_BOTH' ? (installed.formerKey ?? null) : null;
    await book.add({ origin: signer.name, size, root, note, key: installed.key, formerKey });
    const added = await book.findNewest();
    return added ? { outcome: 'SIGNED', newest: added } : { outcome: 'NOTHING_RECORDED' };
  }

  /** Whether every checkpoint of the book is the root over the beginning of the tree. */
  async #holdsWhatWasPublished(): Promise<boolean> {
    const { tree, book } = this.parts;
    // A tile that somebody changed stands as it was in the memory of whoever read it before.
    tree.forget();
    for (let after = this.#compared; ;) {
      const page = await book.inOrder(after, PAGE);
      const roots = await hashRanges(
        page.map(({ size }) => ({ start: 0, end: size })),
        tree,
      );
      if (!page.every(({ root }, i) => roots[i]?.equals(root))) return false;
      const last = page.at(-1);
      if (!last) return true;
      // The newest is compared again next time.
      this.#compared = page.at(-2)?.number ?? after;
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
