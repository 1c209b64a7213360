import { afterAll, beforeAll, describe } from '@jest/globals';
import { eventStoreContract } from '../event-store.contract.js';
import { ServerUnderTest } from './testing.js';

/** Each history takes dozens of calls over the network, some 20 ms where two cores are busy: 10 000 would take minutes. */
const HISTORIES = 500;

describe.each(
  process.env['EVENTSTORE_URL']
    ? [{ on: 'the server of EVENTSTORE_URL', batchAppend: true, histories: HISTORIES }]
    : [
        { on: 'the protocol stand-in, by BatchAppend', batchAppend: true, histories: HISTORIES },
        { on: 'the protocol stand-in, by Append', batchAppend: false, histories: HISTORIES / 10 },
      ],
)('on $on', ({ batchAppend, histories }) => {
  let server: ServerUnderTest;
  beforeAll(async () => (server = await ServerUnderTest.find({ batchAppend })));
  afterAll(() => server.close());

  eventStoreContract('EventStoreDbEventStore', () => server.open(), histories);
});
