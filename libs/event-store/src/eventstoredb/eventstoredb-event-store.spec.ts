import { afterAll, beforeAll, describe } from '@jest/globals';
import { eventStoreContract } from '../event-store.contract.js';
import { ServerUnderTest } from './testing.js';

/** Each history takes dozens of calls over the network, some 20 ms where two cores are busy: 10 000 would take minutes. */
const HISTORIES = 800;

describe(`on ${process.env['EVENTSTORE_URL'] ? 'the server of EVENTSTORE_URL' : 'the protocol stand-in'}`, () => {
  let server: ServerUnderTest;
  beforeAll(async () => (server = await ServerUnderTest.find()));
  afterAll(() => server.close());

  eventStoreContract('EventStoreDbEventStore', () => server.open(), HISTORIES);
});
