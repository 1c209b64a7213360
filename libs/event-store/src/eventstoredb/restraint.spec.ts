import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EventStoreDbConnection } from './connection.js';
import { ProtocolStandIn } from './protocol-stand-in/protocol-stand-in.js';
import { restraintOf } from './restraint.js';

describe('a server', () => {
  let standIn: ProtocolStandIn;
  let connection: EventStoreDbConnection;
  beforeAll(async () => {
    standIn = await ProtocolStandIn.start();
    connection = new EventStoreDbConnection(standIn.url);
  });
  afterAll(async () => {
    await connection.close();
    standIn.stop();
  });

  const setRights = (rights: object) =>
    standIn.log.append('$settings', 'ANY', [
      {
        ...{ id: crypto.randomUUID(), type: 'update-default-acl', contentType: 'application/json' },
        ...{ metadata: new Uint8Array(), data: new TextEncoder().encode(JSON.stringify({ $userStreamAcl: rights })) },
      },
    ]);

  test('without settings keeps nobody from deleting streams', async () =>
    expect(await restraintOf(connection)).toBe('NOT_RESTRAINED'));

  test.each([
    ['may delete', { $d: ['$admins', 'baikoo'], $mw: '$admins' }, 'NOT_RESTRAINED'],
    ['may write metadata', { $d: '$admins', $mw: '$all' }, 'NOT_RESTRAINED'],
    ['may do what was left out', { $d: '$admins' }, 'NOT_RESTRAINED'],
    ['may read and write only', { $r: 'baikoo', $w: 'baikoo', $d: '$admins', $mw: ['$admins'] }, 'RESTRAINED'],
  ])('whose newest settings say that others than administrators %s is judged by them', async (_, rights, restraint) => {
    setRights(rights);
    expect(await restraintOf(connection)).toBe(restraint);
  });
});
