import { eventStoreContract } from '../event-store.contract.js';
import { MemoryEventStore } from './memory-event-store.js';

eventStoreContract('MemoryEventStore', async () => {
  let now: string | undefined;
  return {
    store: new MemoryEventStore(() => now ?? new Date().toISOString()),
    setClock: (moment) => (now = moment),
    close: async () => {},
  };
});
