import { describe, expect, test } from '@jest/globals';
import { isDiskFull, isUnavailable, Unavailable } from './is-unavailable.js';

const fault = (code: string) => Object.assign(new Error('said so'), { code });

describe('a fault of the database', () => {
  test.each(['ECONNREFUSED', 'EAI_AGAIN', '08006', '40P01', '53100', '53300', '55P03', '57014', '57P01', '58030'])(
    '%s passes: the same can be tried again',
    (code) => expect(isUnavailable(fault(code))).toBe(true),
  );
  test('passes where several addresses were tried and none answered', () =>
    expect(isUnavailable(new AggregateError([fault('ECONNREFUSED')]))).toBe(true));
  test.each(['Connection terminated unexpectedly', 'timeout expired', 'Query read timeout'])(
    'without a code passes when the connection ended or was silent: %s',
    (message) => expect(isUnavailable(new Error(message))).toBe(true),
  );
  test.each(['22003', '23505', '42P01', '42501', '0A000', 'ENOENT', 'EACCES'])(
    '%s does not pass: something is wrong with what was asked',
    (code) => expect(isUnavailable(fault(code))).toBe(false),
  );
  test('passes where an adapter says so of another store', () =>
    expect(isUnavailable(new Unavailable('EventStoreDB does not answer'))).toBe(true));
  test('of our own code does not pass, whatever was thrown', () =>
    expect([new TypeError('x is undefined'), 'text', undefined].map(isUnavailable)).toEqual([false, false, false]));
  test('tells a full disk from other lacks', () =>
    expect(['53100', '53200', 'ECONNREFUSED'].map((code) => isDiskFull(fault(code)))).toEqual([true, false, false]));
});
