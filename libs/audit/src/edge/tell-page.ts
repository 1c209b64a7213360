import type { Database } from '@baikoo/database';
import type { EventStore } from '@baikoo/event-store';
import type { Language, ReadingScope } from '@baikoo/kernel';
import type { AnyReadModel } from '@baikoo/projections';
import { findLines, type Line, type Lines } from '../trail/find-lines.js';
import type { TrailQuestion } from '../trail/question.js';
import { withNames } from '../words/names.js';
import { type LineTold, told } from './tell.js';

export type Ports = { readonly db: Database; readonly store: EventStore };

/** `reading`: of the reader, whom things that it does not reach are not named; undefined is a reader of everything. */
export type Reader = { readonly language: Language; readonly reading?: ReadingScope | undefined };

export type PageTold = {
  readonly rows: readonly { readonly line: Line; readonly told: LineTold }[];
  readonly lines: Lines;
};

/** A page of a trail in the words of its reader: for a screen, a table, a file about a person. */
export async function tellPage(
  ports: Ports,
  models: readonly AnyReadModel[],
  question: TrailQuestion,
  { language, reading }: Reader,
): Promise<PageTold> {
  const lines = await findLines(ports, models, question);
  const words = await withNames(
    ports.db,
    language,
    (speechOf) => lines.rows.map((line) => told(line, speechOf)),
    reading,
  );
  return { lines, rows: lines.rows.map((line, i) => ({ line, told: words[i]! })) };
}
