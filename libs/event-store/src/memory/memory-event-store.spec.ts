import { eventStoreContract } from '../event-store.contract.js';
import { MemoryEventStore } from './memory-event-store.js';

/** Memory has neither connections nor other processes: what they do to a store is done around it. */
class FaultyMemory extends MemoryEventStore {
  loses = false;
  held: Promise<void> | undefined;

  override async append(...wish: Parameters<MemoryEventStore['append']>) {
    const held = this.held;
    this.held = undefined;
    await held;
    const receipt = await super.append(...wish);
    if (!this.loses) return receipt;
    this.loses = false;
    throw new Error('The answer was lost.');
  }
}

eventStoreContract('MemoryEventStore', async () => {
  let now: string | undefined;
  const store = new FaultyMemory(() => now ?? new Date().toISOString());
  return {
    store,
    another: async () => store,
    setClock: (moment) => (now = moment),
    loseNextAnswer: () => (store.loses = true),
    holdNextAppend: () => {
      let release = () => {};
      store.held = new Promise<void>((resolve) => (release = resolve));
      return release;
    },
    dropConnections: async () => {},
    close: async () => {},
  };
});
