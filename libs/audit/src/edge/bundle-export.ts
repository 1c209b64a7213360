import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@baikoo/database';
import { ShapedEventStore } from '@baikoo/event-store';
import { findOrganisations } from '@baikoo/identity';
import { isRefusal, type Refusal, type TrailScope } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type BundleAsked, CheckpointBook, findBundle, KeptTree, type Names, writeBundle } from '@baikoo/proof';
import { type BundleQuestion, wantedWithin } from '../trail/bundle-question.js';

/** Bytes that go out at once: a line is too little to be worth a packet, and more would only wait in memory. */
const PIECE = 65_536;

/** An audit bundle (docs/audit-bundle.md) as a file that people take away. */
@Injectable()
export class BundleExport {
  readonly #logger = new Logger(BundleExport.name);

  constructor(
    private readonly db: Database,
    private readonly store: ShapedEventStore,
    private readonly tree: KeptTree,
    private readonly book: CheckpointBook,
  ) {}

  /**
   * What the trail shows within a scope, with its proofs. A refusal comes before the first byte; what breaks off after it lacks
   * the last line of the format.
   */
  async file(
    question: BundleQuestion,
    scope: TrailScope,
    asked: BundleAsked,
  ): Promise<Readable | Refusal<RefusalCode>> {
    const wanted = await wantedWithin(this.db, question, scope);
    if (isRefusal<RefusalCode>(wanted)) return wanted;
    const ports = { record: this.store.recorded, tree: this.tree, book: this.book };
    const source = await findBundle(ports, wanted, asked);
    if (isRefusal<RefusalCode>(source)) return source;
    const text = this.#inPieces(writeBundle(source, await officeNames(this.db)));
    return Readable.from(text, { objectMode: false, highWaterMark: PIECE });
  }

  async *#inPieces(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
    let [piece, length]: [string[], number] = [[], 0];
    try {
      for await (const part of text) {
        piece.push(part);
        length += part.length;
        if (length < PIECE) continue;
        yield Buffer.from(piece.join(''));
        [piece, length] = [[], 0];
      }
    } catch (fault) {
      if (!isGoneAway(fault)) this.#logger.error('An audit bundle broke off while it was sent', fault);
      throw fault;
    }
    yield Buffer.from(piece.join(''));
  }
}

/** Whoever took the file hung up: that is theirs to do, and no fault of ours. */
const isGoneAway = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** How offices are called now; a bundle tells them by name where it can. */
export async function officeNames(db: Database): Promise<Names> {
  const offices = new Map((await findOrganisations(db, undefined)).map((each) => [each.id, each.names]));
  return (id, language) => offices.get(id)?.[language] ?? undefined;
}
