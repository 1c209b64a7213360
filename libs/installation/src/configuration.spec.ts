import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, readConfiguration } from './configuration.js';

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
    const production = { BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo' };
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
    const production = { BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://db/baikoo' };
    expect(() => readConfiguration({ ...production, OIDC_ISSUER: 'http://id.kg' })).toThrow(/https/);
  });
  test('that are empty count as not set', () =>
    expect(readConfiguration({ DATABASE_URL: '' }).databaseUrl).toBeUndefined());
});
