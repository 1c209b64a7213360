import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@baikoo/database';
import { EventStore } from '@baikoo/event-store';
import { findMandatesOf, findPerson } from '@baikoo/identity';
import type { Language, Moment, ReadingScope } from '@baikoo/kernel';
import type { AnyReadModel } from '@baikoo/projections';
import type { LineKey, TrailQuestion } from '../trail/question.js';
import { READ_MODELS } from './read-models.js';
import type { LineTold } from './tell.js';
import { tellPage } from './tell-page.js';

/** Acts that are fetched, and told, at once: what the file needs of memory does not grow with its length. */
const PAGE = 200;

/**
 * All that the installation has of a person, as one JSON document: the data held outside the record, every mandate, and line
 * by line what they did, tried in vain and looked at (of reads: those that are watched), the oldest first.
 */
@Injectable()
export class PersonExport {
  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    @Inject(READ_MODELS) private readonly models: readonly AnyReadModel[],
  ) {}

  /** `reading`: of the reader; undefined is one of everything. Whoever gives it out sees to it that the reader may read it, and that it is written down before. */
  file(id: string, language: Language, at: Moment, reading?: ReadingScope): Readable {
    return Readable.from(this.#document(id, language, at, reading));
  }

  async *#document(
    id: string,
    language: Language,
    at: Moment,
    reading: ReadingScope | undefined,
  ): AsyncGenerator<string> {
    const held = (await findPerson(this.db, this.store, id)) ?? null;
    const mandates = await findMandatesOf(this.db, id);
    const head = JSON.stringify({ id, exportedAt: at, held, mandates }, null, 2);
    yield `${head.slice(0, -2)},\n  "acts": [`;
    let mark = '\n    ';
    for await (const act of this.#actsOf(id, language, reading)) {
      yield mark + JSON.stringify(act);
      mark = ',\n    ';
    }
    yield '\n  ]\n}\n';
  }

  async *#actsOf(personId: string, language: Language, reading: ReadingScope | undefined): AsyncGenerator<object> {
    let after: LineKey | undefined;
    for (;;) {
      const question: TrailQuestion = {
        ...{ about: undefined, filter: { personId }, scope: { kind: 'ALL' }, upTo: undefined },
        ...{ newestFirst: false, limit: PAGE, after },
      };
      const ports = { db: this.db, store: this.store };
      const { rows, lines } = await tellPage(ports, this.models, question, { language, reading });
      yield* rows.map(({ told }) => actOf(told));
      if (!lines.hasNextPage) return;
      after = rows.at(-1)?.line.key;
    }
  }
}

/** What a line says of an act of the person; what else it changed belongs to the thing, and stands in its trail. */
const actOf = ({ id: _id, personId: _person, changes: _changes, data: _data, ...act }: LineTold) =>
  Object.fromEntries(Object.entries(act).filter(([, value]) => value !== null));
