import type { ServerUnderTest } from './eventstoredb/testing.js';
import type { ProtocolStandIn } from './eventstoredb/protocol-stand-in/protocol-stand-in.js';

export type { ProtocolStandIn, ServerUnderTest };
export * from './event-store.contract.js';
export * from './store-under-test.js';

/** Loaded only where it is started: gRPC takes half a second in each spec that loads it. */
export async function startProtocolStandIn(): Promise<ProtocolStandIn> {
  const standIn = await import('./eventstoredb/protocol-stand-in/protocol-stand-in.js');
  return standIn.ProtocolStandIn.start();
}

/** The same, with an index of its log in a database of its own. */
export async function startServerUnderTest(): Promise<ServerUnderTest> {
  const { ServerUnderTest: Server } = await import('./eventstoredb/testing.js');
  return Server.standIn();
}
