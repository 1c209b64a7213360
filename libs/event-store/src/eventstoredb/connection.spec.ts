import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EventStoreDbConnection, openClient } from './connection.js';
import { ProtocolStandIn } from './protocol-stand-in/protocol-stand-in.js';

const event = () => ({ id: crypto.randomUUID(), type: 'Counted', data: { n: 1 }, metadata: {} });

describe('the connection to EventStoreDB', () => {
  let standIn: ProtocolStandIn;
  beforeAll(async () => (standIn = await ProtocolStandIn.start()));
  afterAll(() => standIn.stop());

  test('is opened anew when a call begins on a channel that has just been closed, and no rejection is left alone', async () => {
    const client = openClient(standIn.url);
    const append = () => client.appendToStream('count-1', { ...event(), contentType: 'application/json' });
    await append();
    // As a call that fails does to the others.
    (await client['getChannel']()).close();
    await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
    await append();
    await client.dispose();
    expect(standIn.log.read('count-1')).toHaveLength(2);
  });

  test('appends nothing to a stream that stands elsewhere', async () => {
    const connection = new EventStoreDbConnection(standIn.url);
    expect(await connection.append('plan-1', 0, [event()], connection.giveUpAt())).toBe('APPENDED');
    for (const expected of [0, 2])
      expect(await connection.append('plan-1', expected, [event()], connection.giveUpAt())).toBe('CONFLICT');
    expect(await connection.readStream('plan-1', 1, 10, connection.giveUpAt())).toHaveLength(1);
    await connection.close();
  });

  test('takes the old name of the protocol', async () => {
    const connection = new EventStoreDbConnection(standIn.url.replace('kurrentdb', 'esdb'));
    expect(await connection.append('measure-1', 0, [event()], connection.giveUpAt())).toBe('APPENDED');
    await connection.close();
  });
});
