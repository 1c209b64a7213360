import { isReadable } from '@baikoo/event-store';
import type { TrailEntry } from '../trail/trail.js';
import { wordsFor } from '../words/facts.js';
import { sentenceOf } from '../words/sentence.js';
import type { AuditEntryType } from './audit.types.js';
import type { SpeechOf } from '../words/names.js';
import { changeTold, whenOf } from './tell.js';

/** A fact with everything that its cause says, by codes and ids, and what happened in words. */
export function entryShown({ event, changes }: TrailEntry, speechOf: SpeechOf): Omit<AuditEntryType, 'person'> {
  const { cause } = event;
  const speech = speechOf(() => whenOf(event));
  return {
    position: String(event.position),
    stream: event.stream,
    revision: event.revision,
    eventId: event.eventId,
    type: event.type,
    what: wordsFor(event.type, speech.translator),
    sentence: sentenceOf(event, speech),
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
    changes: changes.map((change) => changeTold(change, speech)),
    data: JSON.stringify(event.written?.data ?? event.data),
  };
}
