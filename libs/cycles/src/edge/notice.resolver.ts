import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, FromReadModels, keyOfCursor, momentOf, pageSize } from '@baikoo/edge';
import { textIn } from '@baikoo/kernel';
import { periodInWords, translatorFor } from '@baikoo/languages';
import type { NoticeKind } from '../read/notice.model.js';
import { findNotices } from '../read/notices.js';
import { NoticeConnection, NoticeKindEnum } from './notice.types.js';

@Resolver()
export class NoticeResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => NoticeConnection, { description: "What the caller's organisation is told, the newest first." })
  async myNotices(
    @Context() { asOf, by, language }: Caller,
    @Args('cycleId', { type: () => ID, nullable: true }) cycleId?: string | null,
    @Args('kinds', { type: () => [NoticeKindEnum], nullable: true }) kinds?: NoticeKind[] | null,
    @Args('since', { type: () => String, nullable: true, description: 'A moment with its zone.' })
    since?: string | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ) {
    const { rows, ...page } = await findNotices(this.db, {
      ...{ organisationId: by?.organisationId ?? '', cycleId: cycleId ?? null, kinds: kinds ?? null },
      ...{ since: momentOf('since', since), asOf, limit: pageSize(first), after: keyOfCursor(after) },
    });
    const translator = translatorFor(language);
    const told = rows.map((row) => ({
      ...row,
      sentence: translator.say(`notice.${row.kind}`, {
        ...{
          cycle: periodInWords(row.period, language),
          day: row.day === null ? '' : translator.date(row.day),
          text: row.reason ?? '',
        },
        organisation: row.organisationNames ? textIn(row.organisationNames, language) : row.organisationId,
      }),
    }));
    return asConnection({ ...page, rows: told });
  }
}
