import { setTimeout as sleep } from 'node:timers/promises';
import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Faults } from './faults.js';
import type { AppendAnswer, ExpectedState, Log, ProposedEvent } from './log.js';
import {
  appendAnswer,
  batchAnswer,
  batchNotReady,
  expectedState,
  idOf,
  nameOf,
  NOT_READY,
  notLeader,
  proposedEvent,
  streamDeleted,
  UNAVAILABLE,
} from './messages.js';

export type Node = { readonly log: Log; readonly faults: Faults; port: number };

type Wish = { readonly stream: string; readonly expected: ExpectedState; readonly events: ProposedEvent[] };

/** Writes, unless a fault comes first. `SILENCE` and `LOST_ACKNOWLEDGEMENT` come after. */
async function write({ log, faults }: Node, wish: Wish) {
  await faults.takeHold();
  if (faults.slowness) await sleep(faults.slowness);
  const fault = faults.takeAppendFault();
  const isWritten = fault !== 'NOT_LEADER' && fault !== 'NOT_READY';
  const answer = isWritten ? log.append(wish.stream, wish.expected, wish.events) : undefined;
  return { fault, answer: answer as AppendAnswer };
}

/** `Streams.Append`: one append for each call. */
export const append =
  (node: Node) =>
  (call: ServerReadableStream<streams.AppendReq, streams.AppendResp>, answer: sendUnaryData<streams.AppendResp>) => {
    let wish: Wish | undefined;
    call.on('error', () => {});
    call.on('data', (request: streams.AppendReq) => {
      const options = request.getOptions();
      const proposed = request.getProposedMessage();
      if (options)
        wish = {
          stream: nameOf(options.getStreamIdentifier()),
          expected: expectedState(options, options.getRevision()),
          events: [],
        };
      if (proposed) wish!.events.push(proposedEvent(proposed));
    });
    call.on('end', async () => {
      const { fault, answer: given } = await write(node, wish!);
      if (fault === 'SILENCE') return;
      if (fault === 'LOST_ACKNOWLEDGEMENT') answer(UNAVAILABLE);
      else if (fault === 'NOT_LEADER') answer(notLeader(node.port));
      else if (fault === 'NOT_READY') answer(NOT_READY);
      else if (given.outcome === 'DELETED') answer(streamDeleted(wish!.stream));
      else answer(null, appendAnswer(given, wish!.expected));
    });
  };

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** `Streams.BatchAppend`: many appends on one call, each answered by its own correlation id. */
export const batchAppend = (node: Node) => (call: BatchCall) => {
  const gathering = new Map<string, Wish>();
  call.on('error', () => {});
  call.on('data', async (request: streams.BatchAppendReq) => {
    const id = idOf(request.getCorrelationId()!);
    const options = request.getOptions();
    if (options)
      gathering.set(id, {
        stream: nameOf(options.getStreamIdentifier()),
        expected: expectedState(options, options.getStreamPosition()),
        events: [],
      });
    const wish = gathering.get(id)!;
    wish.events.push(...request.getProposedMessagesList().map(proposedEvent));
    if (!request.getIsFinal()) return;
    gathering.delete(id);
    const { fault, answer } = await write(node, wish);
    if (fault === 'SILENCE') return;
    // These two end the whole call, whatever else is under way on it.
    if (fault === 'LOST_ACKNOWLEDGEMENT') call.emit('error', UNAVAILABLE);
    else if (fault === 'NOT_LEADER') call.emit('error', notLeader(node.port));
    else {
      const response = fault ? batchNotReady(wish.stream) : batchAnswer(answer, wish.expected, wish.stream);
      call.write(response.setCorrelationId(request.getCorrelationId()));
    }
  });
  call.on('end', () => call.end());
};
