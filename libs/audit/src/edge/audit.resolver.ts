import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, keyOfCursor, pageSize, refusalSentence } from '@baikoo/edge';
import { EventStore, isReadable } from '@baikoo/event-store';
import { type RefusalCode, translatorFor } from '@baikoo/languages';
import type { Projection } from '@baikoo/projections';
import { type AttemptView, findAttempts } from './attempts.js';
import { scopeOf, type SubjectKind } from '../trail/subject.js';
import { findTrail, type TrailEntry } from '../trail/trail.js';
import { wordsFor } from '../trail/words.js';
import { AuditEntryType, AuditTrailConnection, RefusedAttemptType, SubjectKindEnum } from './audit.types.js';

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
  ) {
    const models = this.projections.flatMap((projection) => projection.models);
    const page = { limit: pageSize(first), after: keyOfCursor(after) };
    const trail = await findTrail(this.db, this.store, models, { kind, id, upTo: caller.asOf?.position, ...page });
    return asConnection({
      ...trail,
      rows: trail.rows.map((entry) => ({ ...shown(entry, caller), cursor: entry.cursor })),
    });
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

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

function shown({ event, changes }: TrailEntry, { language }: Caller): AuditEntryType {
  const { cause } = event;
  return {
    position: String(event.position),
    stream: event.stream,
    revision: event.revision,
    eventId: event.eventId,
    type: event.type,
    what: wordsFor(event.type, translatorFor(language)),
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
    changes: changes.map(({ row, field, before, after }) => ({ row, field, before: json(before), after: json(after) })),
    data: JSON.stringify(event.written?.data ?? event.data),
  };
}

const sentence = ({ code, details }: AttemptView, { language }: Caller) => {
  const translator = translatorFor(language);
  const key: string = `refusal.${code}`;
  return translator.has(key) ? refusalSentence({ refused: code as RefusalCode, details }, language) : code;
};
