import fc from 'fast-check';
import canonicalize from 'canonicalize';
import { describe, expect, test } from '@jest/globals';
import { canonicalBytes, quotedBytes } from './canonical-bytes.js';
import { leafHash } from './leaf.js';
import { hashWrittenLeaf } from './written-leaf.js';

const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const textOf = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');
const canonicalOf = (json: string) => textOf(canonicalBytes(bytesOf(json)));

/** Values whose names and texts look like those of events, in whatever order, and some that look like nothing. */
const names = fc.oneof(
  fc.constantFrom('id', 'name', 'a', 'a ', 'a!', 'B', '10', '9', '', '__proto__', 'ключ', '😀', '\uFB33'),
  fc.string(),
);
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme-composite' }),
    fc.constantFrom('Освещены дворы', 'a\\b', '"', '\u007f', '\u2028', 'линия\nдругая', '€'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false, 0, -0, 1e21, 1e-7, 999_999_999_999_999, 2 ** 53),
    fc.array(tie('value')),
    fc.dictionary(names, tie('value')),
  ),
})).value;

describe('the canonical text of JSON that was not parsed', () => {
  test('is for any value that of the library canonicalize', () =>
    fc.assert(
      fc.property(values, (value) => {
        // The library leaves minus zero to JSON, as we do.
        const json = JSON.stringify(value);
        expect(canonicalOf(json)).toBe(canonicalize(JSON.parse(json)));
      }),
      { numRuns: 500 },
    ));

  test('does not depend on how the JSON was spaced', () =>
    fc.assert(
      fc.property(values, fc.constantFrom(1, '\t', ' \n'), (value, space) =>
        expect(canonicalOf(JSON.stringify(value, null, space))).toBe(canonicalOf(JSON.stringify(value))),
      ),
    ));

  test.each([
    ['{"b":1,"a":{"d":[{"z":null,"y":true}],"c":"x"}}', '{"a":{"c":"x","d":[{"y":true,"z":null}]},"b":1}'],
    ['[1,[{"b":1,"a":2}],3,{},[]]', '[1,[{"a":2,"b":1}],3,{},[]]'],
    ['{"a ":1,"a":2,"a!":3,"":4}', '{"":4,"a":2,"a ":1,"a!":3}'],
    ['{"a":1,"a":2}', '{"a":2}'],
    ['{"b":1,"a":1,"b":2}', '{"a":1,"b":2}'],
    ['{"n":1.0,"m":-0,"k":1E2,"l":100000000000000000000000}', '{"k":100,"l":1e+23,"m":0,"n":1}'],
    ['{"\\u0061":"\\u00e9\\/"}', '{"a":"é/"}'],
    ['{"€":1,"a":2,"😀":3,"\uFB33":4}', '{"a":2,"€":1,"😀":3,"\uFB33":4}'],
    [`${'['.repeat(80)}${']'.repeat(80)}`, `${'['.repeat(80)}${']'.repeat(80)}`],
    [
      `{${Array.from({ length: 70 }, (_, n) => `"${n}":0`).join()}}`,
      canonicalize(Object.fromEntries(Array.from({ length: 70 }, (_, n) => [n, 0])))!,
    ],
  ])('of %s', (json, canonical) => expect(canonicalOf(json)).toBe(canonical));

  test.each(['{"a":1', '[1,]', '{"a":1,}', '{a:1}', '"a', '01', '1e', 'nul', '[1 2]', '{}{}', ''])(
    'is refused to what is no JSON: %s',
    (json) => expect(() => canonicalOf(json)).toThrow(SyntaxError),
  );

  test('stands between quotes as JSON writes it', () => {
    for (const text of ['measure-1', 'a"b', 'a\\b', 'a\nb', 'Ы😀'])
      expect(textOf(quotedBytes(bytesOf(text)))).toBe(JSON.stringify(text));
  });
});

describe('an event that was not parsed', () => {
  test('has the hash that it has when it is', () =>
    fc.assert(
      fc.property(
        fc.record({
          ...{
            eventId: fc.uuid(),
            stream: fc.string({ unit: 'grapheme-composite' }),
            revision: fc.nat(),
            type: fc.string(),
          },
          ...{ schemaVersion: fc.nat(9), recordedAt: fc.constant('2026-11-24T00:00:00.000Z') },
          ...{ data: fc.dictionary(names, values), cause: fc.dictionary(names, values) },
        }),
        fc.nat(3),
        (event, number) => {
          const json = (value: object) => bytesOf(JSON.stringify(value));
          const hashes = Buffer.alloc(4 * 32);
          hashWrittenLeaf(
            {
              ...event,
              stream: bytesOf(event.stream),
              type: bytesOf(event.type),
              data: json(event.data),
              cause: json(event.cause),
            },
            ...([hashes, number] as const),
          );
          const parsed = {
            ...event,
            data: JSON.parse(JSON.stringify(event.data)),
            cause: JSON.parse(JSON.stringify(event.cause)),
          };
          expect(hashes.subarray(32 * number, 32 * number + 32)).toEqual(leafHash(parsed));
        },
      ),
    ));

  test('may be as long as the record allows', () => {
    const event = { eventId: 'x', stream: 's', revision: 1, type: 'T', schemaVersion: 1, recordedAt: 'r' };
    const data = { text: 'Ы'.repeat(500_000) };
    const hashes = Buffer.alloc(32);
    hashWrittenLeaf({ ...event, data: bytesOf(JSON.stringify(data)), cause: '{}' }, hashes, 0);
    expect(hashes).toEqual(leafHash({ ...event, data, cause: {} }));
  });
});
