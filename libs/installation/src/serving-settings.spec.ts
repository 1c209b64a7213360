import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from './configuration.js';

describe('settings of serving', () => {
  test('have defaults, and take numbers within bounds', () => {
    expect(readConfiguration({}).serving).toMatchObject({
      ...{ limits: { depth: 15, cost: 100_000 }, rates: { requests: 1_200 } },
      ...{ trustProxy: undefined, corsOrigins: [], hstsSeconds: 0, trustedDocuments: undefined },
    });
    expect(readConfiguration({ LIMIT_DEPTH: '7', RATE_REQUESTS: '0' }).serving).toMatchObject({
      ...{ limits: { depth: 7 }, rates: { requests: 0 } },
    });
    for (const LIMIT_DEPTH of ['0', 'many', '-1'])
      expect(() => readConfiguration({ LIMIT_DEPTH })).toThrow('LIMIT_DEPTH');
  });
  test('never open the API to every page or believe every proxy', () => {
    expect(() => readConfiguration({ CORS_ORIGINS: '*' })).toThrow('CORS_ORIGINS');
    expect(() => readConfiguration({ CORS_ORIGINS: 'http://screens.example.kg' })).toThrow('CORS_ORIGINS');
    expect(() => readConfiguration({ TRUST_PROXY: 'true' })).toThrow('TRUST_PROXY');
    const { corsOrigins, trustProxy } = readConfiguration({
      ...{ CORS_ORIGINS: 'https://screens.example.kg', TRUST_PROXY: '10.0.0.0/8, loopback' },
    }).serving;
    expect([corsOrigins, trustProxy]).toEqual([['https://screens.example.kg'], ['10.0.0.0/8', 'loopback']]);
  });
});

describe('a secret', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'baikoo-secret-')), 'url');
  writeFileSync(file, 'postgres://app:hidden@db/baikoo\n');

  test('may stand in a file', () =>
    expect(readConfiguration({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://app:hidden@db/baikoo'));
  test('stands in one place only, and in a file that can be read', () => {
    const both = { DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://other' };
    expect(() => readConfiguration(both)).toThrow('DATABASE_URL_FILE: goes without DATABASE_URL');
    expect(() => readConfiguration({ DATABASE_URL_FILE: `${file}.gone` })).toThrow('the file cannot be read');
  });
  test('is not repeated when a setting is refused', () => {
    writeFileSync(file, 'mysql://app:hidden@db/baikoo');
    expect(() => readConfiguration({ DATABASE_URL_FILE: file })).toThrow(/^(?!.*hidden).*DATABASE_URL/s);
  });
});
