import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { type sendUnaryData, type ServerDuplexStream, type ServerReadableStream, status } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Faults } from './faults.js';
import type { AppendAnswer, ExpectedState, Log, ProposedEvent } from './log.js';
import {
  appendAnswer,
  expectedState,
  failure,
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
          expected: expectedState(options),
          events: [],
        };
      if (proposed) wish!.events.push(proposedEvent(proposed));
    });
    call.on('end', async () => {
      // A call that is cut off ends too, half said perhaps: then it is cancelled, and nothing is written.
      await setImmediate();
      if (call.cancelled || !wish || wish.events.length === 0) return;
      const { fault, answer: given } = await write(node, wish);
      if (fault === 'SILENCE') return;
      if (fault === 'LOST_ACKNOWLEDGEMENT') answer(UNAVAILABLE);
      else if (fault === 'NOT_LEADER') answer(notLeader(node.port));
      else if (fault === 'NOT_READY') answer(NOT_READY);
      else if (given.outcome === 'DELETED') answer(streamDeleted(wish.stream));
      else answer(null, appendAnswer(given, wish.expected));
    });
  };

/**
 * `Streams.BatchAppend`: offered, as servers do, so that a client could choose it, and failed, because ours must not
 * (connection.ts says why).
 */
export const batchAppend = (call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>): void => {
  call.emit('error', failure(status.UNIMPLEMENTED, 'The adapter appends by Append.'));
};
