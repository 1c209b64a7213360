import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Node } from './appending.js';
import type { Log, LoggedEvent } from './log.js';
import {
  identifierOf,
  INVALID_POSITION,
  nameOf,
  NOT_READY,
  notLeader,
  readEvent,
  type Sending,
  streamDeleted,
  UNAVAILABLE,
} from './messages.js';

type Options = streams.ReadReq.Options;
export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** `Streams.Read`: one stream or the whole log, forwards or backwards, once or as a subscription. */
export const read = (node: Node, subscriptions: Set<ReadCall>) => async (call: ReadCall) => {
  call.on('error', () => {});
  const options = call.request.getOptions()!;
  if (node.faults.slowness) await sleep(node.faults.slowness);
  const fault = options.hasSubscription() ? undefined : node.faults.takeReadFault();
  if (fault === 'SILENCE') return;
  if (fault) call.emit('error', { NOT_LEADER: notLeader(node.port), NOT_READY, LOST_CONNECTION: UNAVAILABLE }[fault]);
  else if (options.hasStream()) readStream(node.log, call, options);
  else if (options.hasSubscription()) subscribe(node.log, call, options, subscriptions);
  else readAll(node.log, call, options);
};

const isBackwards = (options: Options) =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

const sendingOf = (options: Options, positions: boolean): Sending => ({
  structuredIds: options.getUuidOption()?.hasStructured() ?? false,
  positions,
});

function readStream(log: Log, call: ReadCall, options: Options): void {
  const from = options.getStream()!;
  const stream = nameOf(from.getStreamIdentifier());
  const history = log.read(stream);
  if (history === 'DELETED') {
    call.emit('error', streamDeleted(stream));
    return;
  }
  if (!history) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream));
    call.write(new streams.ReadResp().setStreamNotFound(missing));
    call.end();
    return;
  }
  const revision = from.hasRevision() ? BigInt(from.getRevision()) : undefined;
  const chosen = isBackwards(options)
    ? history.filter((event) => revision === undefined || event.revision <= revision).toReversed()
    : history.filter((event) => revision === undefined || event.revision >= revision);
  send(call, from.hasEnd() && !isBackwards(options) ? [] : chosen, options, false);
}

function readAll(log: Log, call: ReadCall, options: Options): void {
  const from = options.getAll()!;
  const { events } = log;
  const position = from.hasPosition() ? BigInt(from.getPosition()!.getCommitPosition()) : undefined;
  let place = from.hasEnd() ? events.length : 0;
  if (position !== undefined) place = log.placeOf(position);
  // A position is a place in a file: only where a record begins can be read. Beyond the end there is nothing.
  if (place < events.length && position !== undefined && events[place]!.position !== position) {
    call.emit('error', INVALID_POSITION);
    return;
  }
  // Forwards begins at the position, backwards before it.
  const step = isBackwards(options) ? -1 : 1;
  const passes = filterOf(options);
  const chosen: LoggedEvent[] = [];
  for (let at = step < 0 ? place - 1 : place; chosen.length < Number(options.getCount()); at += step) {
    const event = events[at];
    if (!event) break;
    if (passes(event)) chosen.push(event);
  }
  send(call, chosen, options, true);
}

function send(call: ReadCall, events: readonly LoggedEvent[], options: Options, positions: boolean): void {
  const sending = sendingOf(options, positions);
  for (const event of events.slice(0, Number(options.getCount()))) call.write(readEvent(event, sending));
  call.end();
}

function subscribe(log: Log, call: ReadCall, options: Options, subscriptions: Set<ReadCall>): void {
  const from = options.getAll()!;
  const passes = filterOf(options);
  let last = log.events.at(-1)?.position ?? -1n;
  if (from.hasStart()) last = -1n;
  else if (from.hasPosition()) last = BigInt(from.getPosition()!.getCommitPosition());
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID());
  call.write(new streams.ReadResp().setConfirmation(confirmation));
  const sendNew = () => {
    const following = log.events.slice(log.placeOf(last + 1n));
    last = following.at(-1)?.position ?? last;
    for (const event of following.filter(passes)) call.write(readEvent(event, sendingOf(options, true)));
  };
  sendNew();
  call.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
  subscriptions.add(call);
  const unwatch = log.watch(sendNew);
  const end = () => {
    unwatch();
    subscriptions.delete(call);
  };
  call.on('cancelled', end);
  call.on('close', end);
  call.on('finish', end);
}

function filterOf(options: Options): (event: LoggedEvent) => boolean {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const expression = filter.getEventType() ?? filter.getStreamIdentifier()!;
  const subject = (event: LoggedEvent) => (filter.hasEventType() ? event.type : event.stream);
  const regex = expression.getRegex();
  const pattern = regex && new RegExp(regex, 'u');
  if (pattern) return (event) => pattern.test(subject(event));
  return (event) => expression.getPrefixList().some((prefix) => subject(event).startsWith(prefix));
}
