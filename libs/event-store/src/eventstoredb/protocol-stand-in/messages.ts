import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streams from '@eventstore/db-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { AppendAnswer, ExpectedState, LoggedEvent, ProposedEvent } from './log.js';

/** .NET counts time in ticks of 100 ns. */
const TICKS_PER_MS = 10_000n;

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier!.getStreamName_asU8()).toString('utf8');

export const identifierOf = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8').toString('base64'));

export const idOf = (uuid: shared.UUID): string => {
  if (uuid.hasString()) return uuid.getString();
  const { mostSignificantBits, leastSignificantBits } = uuid.getStructured()!.toObject();
  const hex = [mostSignificantBits, leastSignificantBits]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const uuidOf = (id: string, structured: boolean): shared.UUID => {
  if (!structured) return new shared.UUID().setString(id);
  const hex = id.replaceAll('-', '');
  const half = (from: number) => String(BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)));
  const bits = new shared.UUID.Structured().setMostSignificantBits(half(0)).setLeastSignificantBits(half(16));
  return new shared.UUID().setStructured(bits);
};

export const proposedEvent = (message: streams.AppendReq.ProposedMessage): ProposedEvent => ({
  id: idOf(message.getId()!),
  type: message.getMetadataMap().get('type')!,
  contentType: message.getMetadataMap().get('content-type')!,
  metadata: message.getCustomMetadata_asU8(),
  data: message.getData_asU8(),
});

export const expectedState = (options: streams.AppendReq.Options): ExpectedState => {
  if (options.hasNoStream()) return 'NO_STREAM';
  if (options.hasAny()) return 'ANY';
  return options.hasStreamExists() ? 'STREAM_EXISTS' : BigInt(options.getRevision());
};

/** What a server says where it does not know a position: -1 as an unsigned number. */
const NO_POSITION = '18446744073709551615';

export type Sending = {
  readonly structuredIds: boolean;
  /** Servers tell the position of an event only to whoever reads the whole log. */
  readonly positions: boolean;
};

export const readEvent = (event: LoggedEvent, { structuredIds, positions }: Sending): streams.ReadResp => {
  const position = positions ? String(event.position) : NO_POSITION;
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(event.id, structuredIds))
    .setStreamIdentifier(identifierOf(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(BigInt(event.created.getTime()) * TICKS_PER_MS));
  const read = new streams.ReadResp.ReadEvent().setEvent(recorded);
  if (positions) read.setCommitPosition(position);
  else read.setNoPosition(new shared.Empty());
  return new streams.ReadResp().setEvent(read);
};

/** An error as the server sends it: a gRPC status, and the name of its exception for the client to tell them apart. */
export function failure(code: status, details: string, trailers: Record<string, string> = {}): Partial<ServiceError> {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
}

export const UNAVAILABLE = failure(status.UNAVAILABLE, 'The connection was lost.');
export const NOT_READY = failure(status.UNAVAILABLE, 'Server Is Not Ready');
export const INVALID_POSITION = failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
export const streamDeleted = (stream: string) =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': encodeURIComponent(stream),
  });
export const notLeader = (port: number) =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': String(port),
  });

export const appendAnswer = (answer: Exclude<AppendAnswer, { outcome: 'DELETED' }>, expected: ExpectedState) => {
  const response = new streams.AppendResp();
  if (answer.outcome === 'APPENDED') {
    const position = new streams.AppendResp.Position()
      .setCommitPosition(String(answer.position))
      .setPreparePosition(String(answer.position));
    const success = new streams.AppendResp.Success().setCurrentRevision(String(answer.revision)).setPosition(position);
    return response.setSuccess(success);
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (answer.current === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(answer.current));
  if (typeof expected === 'bigint') wrong.setExpectedRevision(String(expected));
  else wrong.setExpectedNoStream(new shared.Empty());
  return response.setWrongExpectedVersion(wrong);
};
