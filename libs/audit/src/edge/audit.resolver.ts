import { Inject } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, keyOfCursor, momentOrEndOfDate, momentOrStartOfDate, pageSize } from '@baikoo/edge';
import { EventStore } from '@baikoo/event-store';
import { trailScopeOfCaller } from '@baikoo/identity';
import type { AnyReadModel } from '@baikoo/projections';
import { findRefused } from '../trail/beside.js';
import { keyOf } from '../trail/question.js';
import type { SubjectKind } from '../trail/subject.js';
import { findTrail } from '../trail/trail.js';
import { commandInWords } from '../words/facts.js';
import { withNames } from '../words/names.js';
import { AuditEntryType, AuditTrailConnection, RefusedAttemptType, SubjectKindEnum } from './audit.types.js';
import { entryShown } from './entry.js';
import { asksForNames, withOfficeHolders } from './office-holders.js';
import { READ_MODELS } from './read-models.js';
import { whyRefused } from './tell.js';

@Resolver(() => AuditEntryType)
export class AuditResolver {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    @Inject(READ_MODELS) private readonly models: readonly AnyReadModel[],
  ) {}

  @Query(() => AuditTrailConnection, {
    description: 'Everything that happened to a subject, oldest first; up to a position with @asOf.',
    deprecationReason:
      '`trail` with `filter: { outcomes: [ACCEPTED] }` and `order: OLDEST_FIRST` says the same; of a person also what they did.',
  })
  async auditTrail(
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('kind', { type: () => SubjectKindEnum }) kind: SubjectKind,
    @Args('id', { type: () => ID }) id: string,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
    @Args('actorId', { type: () => ID, nullable: true }) actorId?: string | null,
    @Args('type', { type: () => String, nullable: true }) type?: string | null,
    @Args('fromMoment', { type: () => String, nullable: true, description: 'What was recorded then or later.' })
    fromMoment?: string | null,
    @Args('toMoment', { type: () => String, nullable: true, description: 'A moment, or a date: its end in Bishkek.' })
    toMoment?: string | null,
  ) {
    const filter = {
      ...{ personId: actorId ?? null, types: type == null ? null : [type] },
      knownFrom: fromMoment == null ? null : momentOrStartOfDate('fromMoment', fromMoment),
      knownTo: toMoment == null ? null : momentOrEndOfDate('toMoment', toMoment),
    };
    const place = keyOfCursor(after);
    const trail = await findTrail(this.db, this.store, this.models, {
      ...{ kind, id, filter, scope: trailScopeOfCaller(caller), upTo: caller.asOf?.position },
      // A cursor that is none of ours begins at the first page.
      ...{ limit: pageSize(first), after: place === undefined ? undefined : keyOf(place) },
    });
    const shown = await withNames(this.db, caller.language, (speechOf) =>
      trail.rows.map((entry) => ({ ...entryShown(entry, speechOf), cursor: entry.cursor })),
    );
    const telling = { language: caller.language, names: asksForNames(caller, info) };
    return asConnection({
      ...trail,
      rows: await withOfficeHolders(this.db, shown, ({ actorId }) => actorId, telling),
    });
  }

  @Query(() => [RefusedAttemptType], {
    description: 'Commands about a subject that were refused, newest first.',
    deprecationReason: '`trail` with `filter: { outcomes: [REFUSED] }` says the same, page by page.',
  })
  async refusedAttempts(
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('kind', { type: () => SubjectKindEnum }) kind: SubjectKind,
    @Args('id', { type: () => ID }) id: string,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
  ) {
    const { rows } = await findRefused(
      { db: this.db, store: this.store },
      {
        ...{ about: { kind, id, within: false }, filter: {}, scope: trailScopeOfCaller(caller) },
        ...{ upTo: undefined, newestFirst: true, limit: pageSize(first) - 1, after: undefined },
      },
    );
    const shown = await withNames(this.db, caller.language, (speechOf) =>
      rows.map(({ at: attemptedAt, personId: actorId, ...attempt }) => ({
        ...{ ...attempt, attemptedAt, actorId, message: whyRefused(attempt, speechOf()) },
        what: commandInWords(attempt.command, speechOf().translator),
      })),
    );
    const telling = { language: caller.language, names: asksForNames(caller, info) };
    return withOfficeHolders(this.db, shown, ({ actorId }) => actorId, telling);
  }
}
