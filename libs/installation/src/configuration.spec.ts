import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, readConfiguration } from './configuration.js';

const PROOF = { PROOF_KEY_FILE: '/run/secrets/signing-key.pem', PROOF_ORIGIN: 'record.example.kg' };

describe('the settings of an installation', () => {
  test('have defaults for trying out on one machine, reachable from that machine only', () =>
    expect(readConfiguration({})).toMatchObject({
      mode: 'demo',
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
    }));
  test('are taken from the environment', () =>
    expect(
      readConfiguration({ PORT: '8080', BAIKOO_HOME: '/data', DATABASE_URL: 'postgres://db/baikoo' }),
    ).toMatchObject({
      port: 8080,
      home: '/data',
      databaseUrl: 'postgres://db/baikoo',
    }));
  test('that are wrong are refused by name', () => {
    expect(() => readConfiguration({ PORT: 'http' })).toThrow(/PORT/);
    expect(() => readConfiguration({ DATABASE_WAIT_SECONDS: '-1' })).toThrow(/DATABASE_WAIT_SECONDS/);
  });
  test('of production name a database and an issuer of tokens', () => {
    const production = { BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo', ...PROOF };
    expect(() => readConfiguration(production)).toThrow(ConfigurationError);
    expect(() => readConfiguration(production)).toThrow(/OIDC_ISSUER/);
    expect(() => readConfiguration({ BAIKOO_MODE: 'production', OIDC_ISSUER: 'https://id.kg' })).toThrow(
      /DATABASE_URL/,
    );
    expect(readConfiguration({ ...production, OIDC_ISSUER: 'https://id.kg' }).oidc?.issuer).toBe('https://id.kg');
  });
  test('name the owner of the schema only beside the role that the program works as', () => {
    const owner = { MIGRATION_DATABASE_URL: 'postgres://owner@db/baikoo' };
    expect(() => readConfiguration(owner)).toThrow(/MIGRATION_DATABASE_URL: goes with DATABASE_URL/);
    expect(readConfiguration({ ...owner, DATABASE_URL: 'postgres://app@db/baikoo' }).migrationDatabaseUrl).toBe(
      'postgres://owner@db/baikoo',
    );
  });
  test('of the demo name no issuer, and an issuer is asked over https', () => {
    expect(() => readConfiguration({ OIDC_ISSUER: 'https://id.kg' })).toThrow(/OIDC_ISSUER/);
    const production = { BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo', ...PROOF };
    expect(() => readConfiguration({ ...production, OIDC_ISSUER: 'http://id.kg' })).toThrow(/https/);
  });
  test.each([
    'esdb://localhost:2113?tls=false',
    'kurrentdb://user:pass@node-1:2113,node-2:2113?tls=true',
    'esdb+discover://cluster.example.kg:2113',
    'kurrentdb+discover://cluster.example.kg',
  ])('take %s as the place of the record', (url) =>
    expect(readConfiguration({ EVENTSTORE_URL: url }).eventStoreUrl).toBe(url),
  );
  test.each(['http://localhost:2113', 'esdb://', 'localhost:2113'])('refuse %s as the place of the record', (url) =>
    expect(() => readConfiguration({ EVENTSTORE_URL: url })).toThrow(/EVENTSTORE_URL: must be a connection string/),
  );
  test('of production never open the door of the demo: without an issuer there is no start, and no setting names another', () => {
    const production = { BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo', ...PROOF };
    const others = [{}, { OIDC_ISSUER: '' }, { BAIKOO_HOME: '/srv/demo' }, { OIDC_AUDIENCE: 'baikoo-demo' }];
    for (const other of others) expect(() => readConfiguration({ ...production, ...other })).toThrow(/OIDC_ISSUER/);
    expect(() => readConfiguration({ ...production, OIDC_ISSUER: 'baikoo-demo' })).toThrow(/OIDC_ISSUER/);
    expect(() => readConfiguration({ BAIKOO_MODE: 'Production' })).toThrow(/BAIKOO_MODE/);
  });
  test('of production keep the way to the record closed, unless it does not leave this machine', () => {
    const production = {
      ...{ BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo', OIDC_ISSUER: 'https://id.kg', ...PROOF },
    };
    const reading = (url: string) => () => readConfiguration({ ...production, EVENTSTORE_URL: url });
    expect(reading('esdb://db.example.kg:2113?tls=false')).toThrow(/EVENTSTORE_URL: production mode refuses tls=false/);
    expect(reading('kurrentdb://localhost:1,db.example.kg:2113?TLS=False')).toThrow(/tls=false/);
    expect(reading('esdb+discover://user:p@db.example.kg?tlsVerifyCert=false')).toThrow(/tlsVerifyCert=false/);
    for (const url of ['esdb://db.example.kg:2113', 'esdb://127.0.0.1:2113?tls=false', 'esdb://[::1]?tls=false'])
      expect(reading(url)().eventStoreUrl).toBe(url);
  });
  test('of production name the key that signs and whose record it signs', () => {
    const production = {
      ...{ BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo', OIDC_ISSUER: 'https://id.kg' },
    };
    expect(() => readConfiguration(production)).toThrow(/PROOF_KEY_FILE: production mode needs it/);
    expect(() => readConfiguration({ ...production, ...PROOF, PROOF_ORIGIN: '' })).toThrow(/PROOF_ORIGIN/);
    for (const name of ['baikoo-demo/record', 'baikoo-demo', 'baikoo-dem0/record', 'baikoo-demo/record.kg', 'record'])
      expect(() => readConfiguration({ ...production, ...PROOF, PROOF_ORIGIN: name })).toThrow(
        /PROOF_ORIGIN: production mode needs it/,
      );
    expect(readConfiguration({ ...production, ...PROOF }).proof).toMatchObject({ origin: 'record.example.kg' });
  });
  test('of proof that mean nothing are refused by name', () => {
    expect(() => readConfiguration({ PROOF_FORMER_KEY_FILE: '/old.pem' })).toThrow(/goes with PROOF_KEY_FILE/);
    for (const minutes of ['0', '-5', '1.5', '10081', 'hourly'])
      expect(() => readConfiguration({ CHECKPOINT_MINUTES: minutes })).toThrow(/CHECKPOINT_MINUTES: must be a whole/);
  });
  test('give the record a name that nothing else looks like', () => {
    for (const origin of [
      'record.example.kg',
      'a',
      'baikoo-demo/record',
      'example.kg/baikoo/record-2',
      'xn--e1afmkfd.kg',
    ])
      expect(readConfiguration({ PROOF_ORIGIN: origin }).proof.origin).toBe(origin);
    for (const origin of [
      ...['two words', 'plus+sign', 'a'.repeat(201), ' record.example.kg', 'record.example.kg ', 'record.example.kg\n'],
      ...[
        'Record.example.kg',
        'BAIKOO-DEMO/record',
        'baikoo-demo/record/',
        'record.example.kg.',
        '.kg',
        'a..kg',
        'a/../b',
      ],
      ...['https://record.example.kg', 'record.example.kg:443', 'a//b', '/record', '-a.kg', 'a-.kg', 'a/-', 'a_b.kg'],
      // Cyrillic letters, a hyphen of another kind, a zero-width space, letters of full width.
      ...[
        'rеcord.example.kg',
        'bаikoo-demo/record',
        'baikoo\u2010demo/record',
        'baikoo-demo\u200b/record',
        'ｂaikoo.kg',
      ],
    ])
      expect(() => readConfiguration({ PROOF_ORIGIN: origin })).toThrow(/PROOF_ORIGIN: must be a host/);
  });
  test('that are empty count as not set', () =>
    expect(readConfiguration({ DATABASE_URL: '' }).databaseUrl).toBeUndefined());
});
