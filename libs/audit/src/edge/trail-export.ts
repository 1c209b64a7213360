import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@baikoo/database';
import { EventStore } from '@baikoo/event-store';
import { csvLine, CSV_MARK, type Format, tableAs } from '@baikoo/exchange';
import { translatorFor } from '@baikoo/languages';
import type { AnyReadModel } from '@baikoo/projections';
import type { TrailQuestion } from '../trail/question.js';
import { READ_MODELS } from './read-models.js';
import { type TableOptions, trailRows } from './trail-table.js';

/** Lines of one file at most. A workbook is made whole in memory before it is sent; text goes out as it is found. */
export const MOST_LINES: Readonly<Record<Format, number>> = { csv: 100_000, xlsx: 10_000 };

/** A trail as a file that people take away. */
@Injectable()
export class TrailExport {
  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    @Inject(READ_MODELS) private readonly models: readonly AnyReadModel[],
  ) {}

  async file(
    question: TrailQuestion,
    format: Format,
    { language, names, reading }: Pick<TableOptions, 'language' | 'names' | 'reading'>,
  ): Promise<Buffer | Readable> {
    const ports = { db: this.db, store: this.store };
    const rows = trailRows(ports, this.models, question, {
      language,
      most: MOST_LINES[format],
      names: names === true,
      reading,
    });
    if (format === 'csv') return Readable.from(csvOf(rows));
    const table: (readonly string[])[] = [];
    for await (const row of rows) table.push(row);
    return tableAs('xlsx', translatorFor(language).say('trail.name'), table);
  }
}

async function* csvOf(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield CSV_MARK;
  for await (const row of rows) yield csvLine(row);
}
