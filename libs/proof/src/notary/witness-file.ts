import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { BookEntry, SigningBook } from './signing-book.js';

/** The file holds something else than was published. It is never written over: perhaps it is right and the book is not. */
export class WitnessFileDiffers extends Error {
  override readonly name = 'WitnessFileDiffers';

  constructor(
    file: string,
    readonly at: number,
  ) {
    super(`${file} holds something else from byte ${at} on than the checkpoints that were published`);
  }
}

/** The file system does not let the file be read or written: a full disk, missing rights, a folder in its place. */
export class WitnessFileUnwritable extends Error {
  override readonly name = 'WitnessFileUnwritable';
}

/** How many checkpoints are compared at once, some 200 bytes each. */
const PAGE = 500;

/** A place in both: `bytes` of the file are the checkpoints up to this number. */
type Place = { readonly number: bigint; readonly bytes: number };
const START: Place = { number: 0n, bytes: 0 };

/**
 * The file that witnesses collect: the notes of all checkpoints, one after the other, as the book has them. It only grows.
 * Whatever a crash or a full disk left out, half a note even, is added by the next call.
 */
export class WitnessFile {
  /** Before the newest note: that is compared each time, the whole file once. */
  #compared: Place = START;

  constructor(readonly file: string) {}

  /** Brings the file up to the book. Throws {@link WitnessFileDiffers} or {@link WitnessFileUnwritable}. */
  async catchUp(book: Pick<SigningBook, 'inOrder'>): Promise<void> {
    const { handle, size } = await onDisk(() => this.#open());
    try {
      this.#compared = await this.#follow(book, handle, size);
    } finally {
      await handle.close();
    }
  }

  async #open(): Promise<{ readonly handle: FileHandle; readonly size: number }> {
    await mkdir(path.dirname(this.file), { recursive: true });
    const handle = await open(this.file, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o644);
    return { handle, size: (await handle.stat()).size };
  }

  async #follow(book: Pick<SigningBook, 'inOrder'>, handle: FileHandle, size: number): Promise<Place> {
    let place = size < this.#compared.bytes ? START : this.#compared;
    let before = place;
    for (;;) {
      const page = await book.inOrder(place.number, PAGE);
      const last = page.at(-1);
      if (!last) break;
      const text = textOf(page);
      const there = await readAt(handle, place.bytes, Math.max(0, Math.min(text.length, size - place.bytes)));
      const same = sameBytes(there, text);
      if (same < there.length) throw new WitnessFileDiffers(this.file, place.bytes + same);
      if (same < text.length) await append(handle, text.subarray(same));
      const end = { number: last.number, bytes: place.bytes + text.length };
      const former = page.at(-2);
      before = former ? { number: former.number, bytes: end.bytes - textOf([last]).length } : place;
      place = end;
    }
    if (size > place.bytes) throw new WitnessFileDiffers(this.file, place.bytes);
    return before;
  }
}

/** Done only when it is on the disk. */
const append = (handle: FileHandle, text: Buffer): Promise<void> =>
  onDisk(async () => {
    await handle.appendFile(text);
    await handle.datasync();
  });

const textOf = (entries: readonly BookEntry[]): Buffer => Buffer.from(entries.map(({ note }) => note).join(''));

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await onDisk(() => handle.read(Buffer.alloc(length), 0, length, from));
  return buffer.subarray(0, bytesRead);
}

/** How many bytes at the beginning are the same. */
function sameBytes(one: Buffer, other: Buffer): number {
  if (one.equals(other.subarray(0, one.length))) return one.length;
  return one.findIndex((byte, at) => byte !== other[at]);
}

const onDisk = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((cause: Error) => {
    throw new WitnessFileUnwritable(cause.message, { cause });
  });
