import { Inject } from '@nestjs/common';
import { Args, Context, ID, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Database } from '@baikoo/database';
import { AccessDenied, type Caller, UnreadableArgument } from '@baikoo/edge';
import { EventStore } from '@baikoo/event-store';
import { trailScopeOfCaller } from '@baikoo/identity';
import type { AnyReadModel } from '@baikoo/projections';
import type { RowState, Standpoint } from '../trail/changes.js';
import { searchable } from '../trail/searchable.js';
import { seenStreams } from '../trail/seen.js';
import { scopeOf, type SubjectKind } from '../trail/subject.js';
import { findDifference } from '../trail/trail.js';
import { inWords, type Speech } from '../words/in-words.js';
import { labelInRow } from '../words/map-labels.js';
import { type When, withNames } from '../words/names.js';
import { SubjectKindEnum } from './audit.types.js';
import { type StateRowType, SubjectDifferenceType } from './difference.types.js';
import { entryShown } from './entry.js';
import { asksForNames, withOfficeHolders } from './office-holders.js';
import { READ_MODELS } from './read-models.js';
import { dateIn, placeIn, SpanArgs } from './span.js';
import { changeTold } from './tell.js';

@Resolver()
export class DifferenceResolver {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    @Inject(READ_MODELS) private readonly models: readonly AnyReadModel[],
  ) {}

  @Query(() => SubjectDifferenceType, {
    description:
      'How something stood at two places of the record, said by position or by moment, what differs between them, and the ' +
      'facts that made it so. Later to earlier says what going back would change.',
  })
  async difference(
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('kind', { type: () => SubjectKindEnum }) kind: SubjectKind,
    @Args('id', { type: () => ID }) id: string,
    @Args() span: SpanArgs,
  ): Promise<SubjectDifferenceType> {
    await this.#mustSee(caller, kind, id);
    const end = caller.asOf?.position ?? (await this.store.head());
    const [asked, until] = [
      { position: span.from, moment: span.fromMoment },
      { position: span.to, moment: span.toMoment },
    ];
    const place = await placeIn(this.store, end, asked, 'from');
    if (place === undefined) throw new UnreadableArgument('from, fromMoment', 'ONE_OF_TWO');
    const from = { position: place, date: await dateIn(this.store, caller.today, place, asked, 'from') };
    const goal = (await placeIn(this.store, end, until, 'to')) ?? end;
    const to = { position: goal, date: await dateIn(this.store, caller.today, goal, until, 'to') };
    const found = await findDifference(this.db, this.store, this.models, { kind, id, from, to });
    const shown = await withNames(this.db, caller.language, (speechOf) => {
      const [first, last] = [speechOf(() => rightAfter(from)), speechOf(() => rightAfter(to))];
      return {
        ...{ from: String(from.position), fromDate: from.date, to: String(to.position), toDate: to.date },
        before: found.before.map((row) => stateTold(row, first)),
        after: found.after.map((row) => stateTold(row, last)),
        changes: found.changes.map((change) => changeTold(change, last)),
        facts: found.facts.map((fact) => entryShown(fact, speechOf)),
      };
    });
    const telling = { language: caller.language, names: asksForNames(caller, info) };
    const facts = await withOfficeHolders(this.db, shown.facts, ({ actorId }) => actorId, telling);
    const about = kind === 'PERSON' ? searchable(id) : null;
    const [whole] = await withOfficeHolders(this.db, [{ ...shown, facts }], () => about, telling);
    return whole!;
  }

  /** A state is told as a whole: who sees only acts, or not all of its histories, is refused. */
  async #mustSee(caller: Caller, kind: SubjectKind, id: string): Promise<void> {
    const scope = trailScopeOfCaller(caller);
    if (scope.kind === 'ALL') return;
    const { streams } = await scopeOf(this.db, kind, id);
    const seen = scope.kind === 'SUBTREE' ? await seenStreams(this.db, scope, { kind, id }, streams) : [];
    if (seen.length === 0 || seen.length < streams.length) throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
  }
}

/** Right after a place, for the names that things had then. */
const rightAfter = ({ position, date }: Standpoint): When => ({ position: position + 1n, date });

const stateTold = ({ row, values }: RowState, speech: Speech): StateRowType => ({
  row,
  values: values.map(({ field, after }) => ({
    ...{ field, label: labelInRow(row, field, speech), value: JSON.stringify(after) },
    text: inWords(field, after, speech, { of: row.split('/')[0] ?? '' }),
  })),
});
