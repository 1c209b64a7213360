import { createHash } from 'node:crypto';
import type { Moment } from '@baikoo/kernel';
import type { WaitingAppend } from '../append-queue.js';
import type { Cause, Recorded } from '../event-store.js';
import type { EventToAppend, LoggedEvent } from './connection.js';

/** What stands beside the data of each event. The server knows the two names with `$`, and nobody else may make such. */
export type OurMetadata = {
  readonly $correlationId: string;
  readonly $causationId?: string;
  readonly schemaVersion: number;
  readonly recordedAt: Moment;
  readonly cause: Cause;
};

/** Any fixed UUID will do, as long as nobody else derives ids from it. */
const NAMESPACE = Buffer.from('5e1b9c0e3c0f4d6f9a53b7a8f1d2e640', 'hex');

/**
 * The id of the nth event of a command, the same whenever it is sent: a UUID of version 5 (RFC 9562). EventStoreDB
 * tells by the ids that an append is a repetition.
 */
export function eventIdOf(commandId: string, place: number): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${place} ${commandId}`).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function eventsToAppend(append: WaitingAppend, recordedAt: Moment): readonly EventToAppend[] {
  const cause = JSON.parse(append.cause) as Cause;
  return append.events.map(({ eventId, type, schemaVersion, data }) => {
    const metadata: OurMetadata = {
      $correlationId: cause.correlationId,
      ...(cause.causationId !== null && { $causationId: cause.causationId }),
      ...{ schemaVersion, recordedAt, cause },
    };
    return { id: eventId, type, data: JSON.parse(data) as object, metadata };
  });
}

/** What we wrote beside an event; undefined when it is not one of ours. */
export function ourMetadata({ metadata }: LoggedEvent): OurMetadata | undefined {
  const { cause, recordedAt, schemaVersion } = (metadata ?? {}) as Partial<OurMetadata>;
  const isOurs = typeof cause?.commandId === 'string' && recordedAt !== undefined && schemaVersion !== undefined;
  return isOurs ? (metadata as OurMetadata) : undefined;
}

/** Where the index says that an event stands. */
export type Place = Pick<Recorded, 'position' | 'stream' | 'revision' | 'recordedAt' | 'eventId'> & {
  readonly prepare: bigint;
};

export const recordedEvent = (
  { prepare: _, ...place }: Place,
  { type, data }: LoggedEvent,
  { schemaVersion, cause }: OurMetadata,
): Recorded => ({ ...place, type, data: data as Recorded['data'], schemaVersion, cause });
