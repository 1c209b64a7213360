import type { ProtocolStandIn } from './eventstoredb/protocol-stand-in/protocol-stand-in.js';

export type { ProtocolStandIn };
export * from './event-store.contract.js';
export * from './store-under-test.js';

/** Loaded only where it is started: gRPC takes half a second in each spec that loads it. */
export async function startProtocolStandIn(): Promise<ProtocolStandIn> {
  const standIn = await import('./eventstoredb/protocol-stand-in/protocol-stand-in.js');
  return standIn.ProtocolStandIn.start();
}
