import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import {
  asConnection,
  type Caller,
  keyOfCursor,
  momentOrEndOfDate,
  momentOrStartOfDate,
  pageSize,
  refusalSentence,
  UnreadableArgument,
} from '@baikoo/edge';
import { EventStore, isReadable } from '@baikoo/event-store';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import type { Projection } from '@baikoo/projections';
import { type AttemptView, findAttempts } from './attempts.js';
import { scopeOf, type SubjectKind } from '../trail/subject.js';
import type { Change } from '../trail/changes.js';
import { findDifference, findTrail, type TrailEntry } from '../trail/trail.js';
import { wordsFor } from '../words/facts.js';
import { labelOf } from '../words/labels.js';
import { placeIn, SpanArgs } from './span.js';
import {
  AuditEntryType,
  AuditTrailConnection,
  RefusedAttemptType,
  SubjectDifferenceType,
  SubjectKindEnum,
} from './audit.types.js';

/** The projections whose folds tell what an event changed. */
export const PROJECTIONS = Symbol('PROJECTIONS');

@Resolver(() => AuditEntryType)
export class AuditResolver {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    @Inject(PROJECTIONS) private readonly projections: readonly Projection[],
  ) {}

  @Query(() => AuditTrailConnection, {
    description: 'Everything that happened to a subject, oldest first; up to a position with @asOf.',
  })
  async auditTrail(
    @Context() caller: Caller,
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
    const between = {
      from: fromMoment == null ? null : momentOrStartOfDate('fromMoment', fromMoment),
      to: toMoment == null ? null : momentOrEndOfDate('toMoment', toMoment),
    };
    const models = this.projections.flatMap((projection) => projection.models);
    const page = { limit: pageSize(first), after: keyOfCursor(after) };
    const trail = await findTrail(this.db, this.store, models, {
      kind,
      id,
      upTo: caller.asOf?.position,
      actorId,
      type,
      between,
      ...page,
    });
    return asConnection({
      ...trail,
      rows: trail.rows.map((entry) => ({ ...shown(entry, caller), cursor: entry.cursor })),
    });
  }

  @Query(() => SubjectDifferenceType, {
    description:
      'How a subject differs between two places of the record, said by position or by moment, and the facts that made it so.',
  })
  async difference(
    @Context() caller: Caller,
    @Args('kind', { type: () => SubjectKindEnum }) kind: SubjectKind,
    @Args('id', { type: () => ID }) id: string,
    @Args() span: SpanArgs,
  ): Promise<SubjectDifferenceType> {
    const models = this.projections.flatMap((projection) => projection.models);
    const end = caller.asOf?.position ?? (await this.store.head());
    const from = await placeIn(this.store, end, { position: span.from, moment: span.fromMoment }, 'from');
    if (from === undefined) throw new UnreadableArgument('from, fromMoment', 'ONE_OF_TWO');
    const to = await placeIn(this.store, end, { position: span.to, moment: span.toMoment }, 'to');
    const places = { from, to: to ?? end };
    const { changes, facts } = await findDifference(this.db, this.store, models, { kind, id, ...places });
    return {
      changes: changes.map((change) => changeShown(change, caller)),
      facts: facts.map((fact) => shown(fact, caller)),
    };
  }

  @Query(() => [RefusedAttemptType], { description: 'Commands about a subject that were refused, newest first.' })
  async refusedAttempts(
    @Context() caller: Caller,
    @Args('kind', { type: () => SubjectKindEnum }) kind: SubjectKind,
    @Args('id', { type: () => ID }) id: string,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
  ) {
    const { streams } = await scopeOf(this.db, kind, id);
    const attempts = await findAttempts(this.db, { streams }, pageSize(first));
    return attempts.map((attempt) => ({ ...attempt, message: sentence(attempt, caller) }));
  }
}

const changeShown = ({ row, field, before, after }: Change, { language }: Caller) => ({
  ...{ row, field, label: labelOf(field, translatorFor(language)), before: json(before), after: json(after) },
});

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

function shown({ event, changes }: TrailEntry, caller: Caller): AuditEntryType {
  const { cause } = event;
  return {
    position: String(event.position),
    stream: event.stream,
    revision: event.revision,
    eventId: event.eventId,
    type: event.type,
    what: wordsFor(event.type, translatorFor(caller.language)),
    known: isReadable(event),
    recordedAt: event.recordedAt,
    effectiveAt: cause.effectiveAt,
    actorId: cause.actorId,
    organisationId: cause.organisationId,
    role: cause.roleAtTime,
    territoryId: cause.territoryAtTime,
    onBehalfOf: cause.onBehalfOf,
    reason: cause.reason,
    legalBasis: cause.legalBasis,
    commandId: cause.commandId,
    correlationId: cause.correlationId,
    causationId: cause.causationId,
    changes: changes.map((change) => changeShown(change, caller)),
    data: JSON.stringify(event.written?.data ?? event.data),
  };
}

const sentence = ({ code, details }: AttemptView, { language }: Caller) => {
  const translator = translatorFor(language);
  const key: string = `refusal.${code}`;
  return translator.has(key) ? refusalSentence({ refused: code as RefusalCode, details }, language) : code;
};
